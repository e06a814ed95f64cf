import type { RouteRecordRaw } from 'vue-router'

const sidebar = () => import('./RecentSidebar.vue')

export const datasetRoutes: RouteRecordRaw[] = [
  {
    path: '/datasets',
    components: { default: () => import('./DatasetsPage.vue'), sidebar },
    meta: { nav: 'datasets', title: 'shell.datasets' },
  },
  {
    path: '/datasets/:id/:tab(columns|relations|quality|rows|reading)?',
    components: { default: () => import('./dataset/DatasetPage.vue'), sidebar },
    props: { default: true, sidebar: false },
    meta: { nav: 'datasets', title: 'shell.datasets' },
  },
]

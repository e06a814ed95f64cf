import type { RouteRecordRaw } from 'vue-router'

const sidebar = () => import('./RecentSidebar.vue')
const datasetPage = () => import('./dataset/DatasetPage.vue')
const meta = { nav: 'datasets', title: 'shell.datasets' } as const

export const datasetRoutes: RouteRecordRaw[] = [
  { path: '/datasets', components: { default: () => import('./DatasetsPage.vue'), sidebar }, meta },
  {
    path: '/datasets/:id/:tab(relations|quality|versions)?',
    components: { default: datasetPage, sidebar },
    props: { default: true, sidebar: false },
    meta: { ...meta, asksBelow: true },
  },
  {
    path: '/datasets/:id/:tab(columns|rows|reading)',
    components: { default: datasetPage, sidebar },
    props: { default: true, sidebar: false },
    meta: { ...meta, rail: true, asksBelow: true },
  },
]

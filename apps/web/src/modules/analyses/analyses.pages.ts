import type { RouteRecordRaw } from 'vue-router'

const meta = { nav: 'analyses', title: 'shell.analyses' } as const

export const analysisRoutes: RouteRecordRaw[] = [
  { path: '/analyses', component: () => import('./AnalysesPage.vue'), meta },
  {
    path: '/comparisons/new',
    component: () => import('./compare/NewComparisonPage.vue'),
    meta: { ...meta, title: 'compare.title' },
  },
  {
    path: '/comparisons/:id',
    component: () => import('./compare/ComparisonPage.vue'),
    props: true,
    meta: { ...meta, title: 'compare.title' },
  },
]

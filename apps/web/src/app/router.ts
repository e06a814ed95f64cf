import { createRouter, createWebHistory, type Router } from 'vue-router'
import { analysisRoutes } from '../modules/analyses/index.ts'
import { chatRoutes } from '../modules/chat/index.ts'
import { datasetRoutes } from '../modules/datasets/index.ts'
import { identityRoutes, useSession } from '../modules/identity/index.ts'
import { onUnauthorized } from '../platform/client/http.ts'
import { page } from '../platform/client/urls.ts'
import { i18n } from '../platform/i18n/index.ts'
import { startProblem } from './start-problem.ts'

declare module 'vue-router' {
  interface RouteMeta {
    /** Opens without a session and without the shell. */
    public?: boolean
    /** Catalogue key of the window's title. */
    title?: string
    /** Which entry of the navigation is marked. */
    nav?: 'home' | 'chats' | 'datasets' | 'analyses' | 'settings'
    /** A wide table: the sidebar becomes a rail. */
    rail?: boolean
    /** Has a box to ask in at its bottom, which nothing may lie over. */
    asksBelow?: boolean
  }
}

export function createAppRouter(): Router {
  const router = createRouter({
    history: createWebHistory('/app/'),
    routes: [
      { path: '/', component: () => import('./home/HomePage.vue'), meta: { nav: 'home', title: 'shell.home' } },
      ...identityRoutes,
      ...datasetRoutes,
      ...analysisRoutes,
      ...chatRoutes,
      { path: '/settings', redirect: page.settings() },
      {
        path: '/settings/:section(account|organization|members|keys|data)',
        component: () => import('./settings/SettingsPage.vue'),
        props: true,
        meta: { title: 'settings.title', nav: 'settings' },
      },
      {
        path: '/:missing(.*)*',
        component: () => import('./NotFoundPage.vue'),
        meta: { title: 'shell.not_found' },
      },
    ],
  })

  router.beforeEach(async (to) => {
    if (to.meta.public) return true
    const session = useSession()
    if (session.me) return true
    try {
      startProblem.value = null
      if (await session.restore()) return true
    } catch (error) {
      startProblem.value = error
      return true
    }
    return page.signIn(to.fullPath === '/' ? undefined : to.fullPath)
  })

  router.afterEach((to) => {
    const title = to.meta.title ? i18n.global.t(to.meta.title) : ''
    document.title = title ? `${title} · DataPilot` : 'DataPilot'
  })

  onUnauthorized(() => {
    const session = useSession()
    const here = router.currentRoute.value
    if (!session.me || here.meta.public) return
    session.me = null
    void router.replace(page.signIn(here.fullPath))
  })

  return router
}

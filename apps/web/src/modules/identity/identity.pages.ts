import type { RouteRecordRaw } from 'vue-router'

/** `public` pages open without a session and without the shell around them. */
export const identityRoutes: RouteRecordRaw[] = [
  { path: '/sign-in', component: () => import('./SignInPage.vue'), meta: { public: true, title: 'identity.sign_in' } },
  {
    path: '/sign-up',
    component: () => import('./SignUpPage.vue'),
    meta: { public: true, title: 'identity.create_account' },
  },
  { path: '/link', component: () => import('./LinkPage.vue'), meta: { public: true, title: 'identity.link_opening' } },
  {
    path: '/invitation',
    component: () => import('./InvitationPage.vue'),
    meta: { public: true, title: 'identity.invitation' },
  },
  { path: '/forgot', component: () => import('./ForgotPage.vue'), meta: { public: true, title: 'identity.forgot' } },
  { path: '/reset', component: () => import('./ResetPage.vue'), meta: { public: true, title: 'identity.reset' } },
]

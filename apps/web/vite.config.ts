import tailwindcss from '@tailwindcss/vite'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'

export default defineConfig({
  root: import.meta.dirname,
  base: '/app/',
  plugins: [vue(), tailwindcss()],
  resolve: { dedupe: ['vue'] },
  define: { __VUE_OPTIONS_API__: false, __VUE_I18N_LEGACY_API__: false, __VUE_I18N_FULL_INSTALL__: false },
  build: {
    emptyOutDir: true,
    target: 'es2023',
    // light-dark() stays as written instead of being expanded into two custom properties per colour.
    cssTarget: ['chrome123', 'firefox121', 'safari17.5'],
    // The page's policy is font-src 'self' and img-src 'self': nothing may become a data: URL.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: { proxy: { '/api': 'http://127.0.0.1:8000', '/chat': 'http://127.0.0.1:8000' } },
})

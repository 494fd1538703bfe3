import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

export default defineConfig({
  plugins: [react()],
  build: {
    outDir: 'dist/web',
    emptyOutDir: true,
    manifest: true,
    target: 'es2023',
    // The content security policy has no data: for fonts and scripts.
    assetsInlineLimit: 0,
  },
  server: { proxy: { '/api': 'http://localhost:4600' } },
})

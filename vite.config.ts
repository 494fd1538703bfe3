import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

export default defineConfig({
  plugins: [react()],
  // A thread of the browser loads the proofs when it is first asked, as a page does.
  worker: { format: 'es' },
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

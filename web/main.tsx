import { config } from 'zod'
import '@mantine/core/styles/baseline.css'
import '@mantine/core/styles/global.css'
import '@mantine/core/styles/UnstyledButton.css'
import '@mantine/core/styles/CloseButton.css'
import '@mantine/core/styles/Paper.css'
import '@mantine/core/styles/Popover.css'
import '@mantine/core/styles/Overlay.css'
import '@mantine/core/styles/ModalBase.css'
import '@mantine/core/styles/Modal.css'
import '@mantine/core/styles/Input.css'
import '@mantine/core/styles/InlineInput.css'
import '@mantine/core/styles/Checkbox.css'
import '@mantine/core/styles/Menu.css'
import '@fontsource-variable/inter/wght.css'
import '@fontsource-variable/source-serif-4/wght.css'
import './ui/tokens.css'
import './ui/base.css'
import { standInForStorage } from './ui/stand-in-storage.ts'

// Compiled checks need `eval`, which the content security policy refuses; without this zod would try.
config({ jitless: true })
standInForStorage()

// Everything else may say `Temporal` while it loads, so it comes after the stand-in for browsers without it.
if (!('Temporal' in globalThis)) await import('temporal-polyfill/global')
const { speakChosen } = await import('./words/choose-language.ts')
await speakChosen()
const { start } = await import('./app.tsx')
start(document.querySelector('#app'))

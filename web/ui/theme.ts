import {
  convertCssVariables,
  createTheme,
  DEFAULT_THEME,
  defaultCssVariablesResolver,
  mergeMantineTheme,
  rem,
} from '@mantine/core'

/** The visual language, as Mantine's inputs, menus and dialogs read it. */
export const theme = createTheme({
  primaryColor: 'even',
  primaryShade: { light: 7, dark: 6 },
  autoContrast: false,
  respectReducedMotion: true,
  white: '#FFFFFF',
  black: '#1C1A17',
  defaultRadius: 'sm',
  focusRing: 'auto',
  cursorType: 'pointer',
  colors: {
    even: [
      '#E1EEED',
      '#C7E5E4',
      '#ABDCDB',
      '#8FD2D3',
      '#6FC9CA',
      '#459DA2',
      '#14737B',
      '#0B5C64',
      '#09454B',
      '#062F34',
    ],
    gray: [
      '#F6F5F1',
      '#EFEDE7',
      '#E3E0D8',
      '#D8D4CA',
      '#CCC7BC',
      '#AAA499',
      '#8C867A',
      '#69645B',
      '#524E47',
      '#1C1A17',
    ],
    dark: [
      '#F0EDE7',
      '#BAB4A9',
      '#979085',
      '#7B766C',
      '#45423C',
      '#2D2B28',
      '#232220',
      '#1A1918',
      '#131211',
      '#0D0D0C',
    ],
  },
  fontFamily: 'var(--eh-sans)',
  fontFamilyMonospace: 'var(--eh-mono)',
  fontSizes: { xs: rem(12), sm: rem(13), md: rem(14), lg: rem(16), xl: rem(20) },
  lineHeights: { xs: '1.34', sm: '1.54', md: '1.43', lg: '1.5', xl: '1.4' },
  fontWeights: { regular: '430', medium: '530', bold: '620' },
  spacing: { xs: rem(4), sm: rem(8), md: rem(12), lg: rem(16), xl: rem(24) },
  radius: { xs: rem(3), sm: rem(5), md: rem(8), lg: rem(12), xl: rem(16) },
  shadows: {
    xs: 'var(--eh-shadow-1)',
    sm: 'var(--eh-shadow-1)',
    md: 'var(--eh-shadow-2)',
    lg: 'var(--eh-shadow-2)',
    xl: 'var(--eh-shadow-2)',
  },
  components: {
    TextInput: { defaultProps: { size: 'sm' } },
    Textarea: { defaultProps: { size: 'sm' } },
    NativeSelect: { defaultProps: { size: 'sm' } },
    Checkbox: { defaultProps: { size: 'xs' } },
    Menu: { defaultProps: { shadow: 'md', radius: 'md' } },
  },
})

const scheme = {
  '--mantine-color-body': 'var(--eh-surface)',
  '--mantine-color-text': 'var(--eh-ink)',
  '--mantine-color-dimmed': 'var(--eh-ink-3)',
  '--mantine-color-default': 'var(--eh-surface)',
  '--mantine-color-default-hover': 'var(--eh-sunk)',
  '--mantine-color-default-border': 'var(--eh-line-strong)',
  '--mantine-color-error': 'var(--eh-danger)',
  '--mantine-color-anchor': 'var(--eh-accent)',
  '--mantine-color-placeholder': 'var(--eh-ink-3)',
}

/**
 * Mantine writes its variables into a `<style>`, which a strict content security policy refuses.
 * A constructed style sheet is script, and script of our own is allowed.
 */
export function adoptThemeVariables(): void {
  const { variables, dark, light } = defaultCssVariablesResolver(mergeMantineTheme(DEFAULT_THEME, theme))
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(
    convertCssVariables(
      {
        variables,
        dark: { ...dark, ...scheme },
        light: { ...light, ...scheme },
      },
      ':root',
    ),
  )
  document.adoptedStyleSheets.push(sheet)
}

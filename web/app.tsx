import { MantineProvider } from '@mantine/core'
import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { Problem } from './api.ts'
import { buildRouter } from './router.tsx'
import { sayWhatIsMissing } from './ui/say-what-is-missing.ts'
import { adoptThemeVariables, theme } from './ui/theme.ts'

/** Shows the desk in a place of the page. */
export function start(place: Element | null): void {
  if (!place) throw new Error('The page has no place for the desk.')
  adoptThemeVariables()
  sayWhatIsMissing(document)
  const onError = (error: unknown) => {
    const isOut = error instanceof Problem && error.status === 401
    // Where one signs in, a refused link is told on the page, and stays in the address.
    if (isOut && router.state.location.pathname !== '/sign-in') void router.navigate({ to: '/sign-in' })
  }
  const client = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: { queries: { retry: isWorthRetrying, refetchOnWindowFocus: true } },
  })
  const router = buildRouter(client)
  createRoot(place).render(
    <StrictMode>
      <MantineProvider
        theme={theme}
        defaultColorScheme="auto"
        withCssVariables={false}
        withGlobalClasses={false}
      >
        <QueryClientProvider client={client}>
          <RouterProvider router={router} />
        </QueryClientProvider>
      </MantineProvider>
    </StrictMode>,
  )
}

/** What a person has to mend does not mend itself by asking again. */
const isWorthRetrying = (count: number, error: Error) =>
  count < 2 && !(error instanceof Problem && error.status >= 400 && error.status < 500)

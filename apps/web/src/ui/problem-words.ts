import type { Problem } from '@datapilot/contracts'
import { useWords } from '../platform/i18n/use-words.ts'

/** Codes whose words the interface shares among several; the others stand under `fault.<code>`. */
const WORDED: Readonly<Record<string, string>> = {
  network: 'problem.network',
  invalid_credentials: 'problem.invalid_credentials',
  not_authenticated: 'problem.unauthenticated',
  forbidden: 'problem.forbidden',
  not_found: 'problem.not_found',
  dataset_not_found: 'problem.not_found',
  chat_not_found: 'problem.not_found',
  rate_limited: 'problem.rate_limited',
  too_many_attempts: 'problem.rate_limited',
  invalid_request: 'problem.invalid_request',
  email_taken: 'problem.email_taken',
  sign_up_refused: 'problem.sign_up_refused',
  link_not_valid: 'problem.link_used',
  last_owner: 'problem.last_owner',
  body_too_large: 'problem.file_too_large',
  file_too_large: 'problem.file_too_large',
}

/** What a problem is called in the present language. */
export function useProblemWords() {
  const { t, te } = useWords()
  const worded = (problem: Problem): string | undefined =>
    WORDED[problem.code] ?? (te(`fault.${problem.code}`) ? `fault.${problem.code}` : undefined)
  return {
    title: (problem: Problem): string => t(worded(problem) ?? 'problem.other'),
    /** One line for forms and toasts: our words where we have them, else the server's. */
    line: (problem: Problem): string => {
      const key = worded(problem)
      return key ? t(key) : problem.detail
    },
    /** What stands below the title: the server's own English only where we have no words. */
    detail: (problem: Problem): string => {
      if (problem.code === 'network') return t('problem.network_detail')
      return worded(problem) ? '' : problem.detail
    },
  }
}

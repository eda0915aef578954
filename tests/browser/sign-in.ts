import { inject } from 'vitest'

/** Signs in to the insights of the site under test; the cookie of the session. */
export async function signIn(): Promise<string> {
  const base = inject('siteUrl')
  const answer = await fetch(`${base}/insights/sign-in`, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'content-type': 'application/x-www-form-urlencoded', origin: base },
    body: new URLSearchParams({ password: inject('insightsPassword') }),
  })
  return answer.headers.get('set-cookie')?.split(';')[0] ?? ''
}

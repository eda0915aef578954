import * as z from 'zod'

/** `editor` in content/settings.yml: where the editor at `/admin/` keeps what is written in it. */
export const editorSchema = z
  .strictObject({
    /** Who keeps the repository. */
    host: z.enum(['github', 'gitlab', 'gitea']),
    /** Owner and name, e.g. `waymark-help/waymark`. */
    repository: z.string().regex(/^[\w.-]+(?:\/[\w.-]+)+$/, 'Write the owner and the name, e.g. waymark-help/waymark.'),
    /** Branch that changes go to; the repository's default branch when absent. */
    branch: z.string().min(1).optional(),
    /** Address of your own GitHub Enterprise, GitLab, Gitea or Forgejo, e.g. `https://git.example.com`. */
    server: z.url({ protocol: /^https?$/ }).optional(),
    /** Address of the program that exchanges the sign-in with GitHub. Without it writers sign in with an access token. */
    signIn: z.url({ protocol: /^https?$/ }).optional(),
    /** Id of the application registered at GitLab or Gitea. Without it writers sign in with an access token. */
    appId: z.string().min(1).optional(),
    /** The content folder as the repository knows it. */
    folder: z
      .string()
      .regex(/^(?!\/)(?!.*\.\.)[^\\]*[^\\/]$/, 'Write the path from the root of the repository, e.g. content.')
      .default('content'),
  })
  .superRefine(({ host, signIn, appId }, context) => {
    const refuse = (key: string, message: string) => context.addIssue({ code: 'custom', path: [key], message })
    if (signIn && host !== 'github') refuse('signIn', `"signIn" is for GitHub; ${host} needs "appId" instead. Remove the line.`)
    if (appId && host === 'github') refuse('appId', '"appId" is for GitLab and Gitea; GitHub needs "signIn" instead. Remove the line.')
  })
export type EditorSettings = z.infer<typeof editorSchema>

// The pages that explain the checks; they ship inside the extension, and the code of a problem leads to them.
import { commands, Disposable, type ExtensionContext, l10n, Uri, window, workspace } from 'vscode'

/** `<scheme>://alertpath.alertpath/check/`, to which a code is appended. */
export const pagePrefix = (scheme: string): string => `${scheme}://alertpath.alertpath/check/`

export function registerPages(context: ExtensionContext): Disposable {
  const show = (code: string): Promise<void> => showPage(context, code)
  return Disposable.from(
    commands.registerCommand('alertpath.showCheck', async (code?: unknown) => {
      const chosen = typeof code === 'string' ? code : await choosePage(context)
      if (chosen) await show(chosen)
    }),
    window.registerUriHandler({
      handleUri: async uri => {
        const code = /^\/check\/([^/]+)\/?$/.exec(uri.path)?.[1]
        if (code) await show(code)
      },
    }),
  )
}

async function showPage(context: ExtensionContext, code: string): Promise<void> {
  const page = /^[a-z0-9-]+$/.test(code) ? Uri.joinPath(folder(context), `${code}.md`) : undefined
  if (!page || !(await exists(page))) {
    void window.showInformationMessage(l10n.t('There is no page about "{0}".', code.slice(0, 80)))
    return
  }
  // Where the Markdown extension is missing or switched off, the text itself will do.
  await commands.executeCommand('markdown.showPreviewToSide', page).then(undefined, () => window.showTextDocument(page, { preview: true }))
}

async function choosePage(context: ExtensionContext): Promise<string | undefined> {
  const entries = await workspace.fs.readDirectory(folder(context)).then(undefined, () => [])
  const codes = entries.flatMap(([name]) => (name.endsWith('.md') ? [name.slice(0, -3)] : []))
  return window.showQuickPick(codes.sort(), { placeHolder: l10n.t('The code of a problem') })
}

const folder = (context: ExtensionContext): Uri => Uri.joinPath(context.extensionUri, 'dist', 'pages')

const exists = (uri: Uri): Thenable<boolean> =>
  workspace.fs.stat(uri).then(
    () => true,
    () => false,
  )

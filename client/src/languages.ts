// Which documents the server is told of: by content, so nearly all that can hold YAML, JSON or a template.
import { type Disposable, languages, type TextDocument, window, workspace } from 'vscode'
import type { DocumentSelector } from 'vscode-languageclient'
import type { StatusItem } from './status'

export const selector: DocumentSelector = [
  { language: 'yaml' },
  { language: 'dockercompose' },
  { language: 'json' },
  { language: 'promql' },
  { language: 'alertmanager-template' },
  { pattern: '**/*.{yml,yaml,json,rules,rule,tmpl,gotmpl}' },
]

/** A recognised document that VS Code takes for plain text (`.rules`, `.tmpl`) gets the language it is written in. */
export function adoptLanguage(item: StatusItem): Disposable {
  const adopt = (document: TextDocument): void => {
    if (document.languageId !== 'plaintext') return
    const kind = item.of(document.uri.toString())?.kind
    if (kind === undefined || kind === 'none') return
    void languages.setTextDocumentLanguage(document, kind === 'alert-template' ? 'alertmanager-template' : 'yaml')
  }
  return item.onChange(() => {
    for (const document of workspace.textDocuments) if (isShown(document)) adopt(document)
  })
}

const isShown = (document: TextDocument): boolean => window.visibleTextEditors.some(editor => editor.document === document)

// A template in the `url` of a webhook, read by a version that posts to the literal text.
import { isThere, type LocalCheck } from '../../../schema'
import { wordSpan } from '../values'

export const urlTemplateTooNew: LocalCheck = function* (at, { version }) {
  const url = at.get('url')
  if (!url?.string?.includes('{{') || !version || isThere({ since: '0.31' }, version)) return
  yield {
    code: 'url-template-too-new',
    severity: 'warning',
    message: `Alertmanager ${version.major}.${version.minor} does not fill templates in "url": it posts to this text as it stands. They work since 0.31; before, use a receiver for each address.`,
    span: wordSpan(url),
  }
}

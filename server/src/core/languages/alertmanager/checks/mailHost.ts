// Host and port of mail servers, as the container of Alertmanager sees them.
import type { LocalCheck } from '../../../schema'
import type { Check } from '../../language'
import { hostProblems } from '../../shared/address'

/** `http://mail` has one colon, so Alertmanager takes `http` for the host and `//mail` for the port. */
export const urlAsMailServer = (key: string): LocalCheck =>
  function* (at) {
    const value = at.get(key)
    const text = value?.string
    if (!value || text === undefined || !/^[a-z][a-z0-9+.-]*:\/\/[^:]*$/i.test(text)) return
    yield {
      code: 'url-as-mail-server',
      severity: 'warning',
      message: `"${text}" is a URL, but host and port are wanted, such as "smtp.example.org:587". Alertmanager reads "${text.slice(0, text.indexOf(':'))}" as the host, so no mail is sent.`,
      span: value.span,
    }
  }

export const mailHost: Check = {
  code: 'localhost-in-container',
  across: true,
  *run(file, world) {
    const mails = [...(file.root?.get('receivers')?.items() ?? [])].flatMap(one => [...(one.get('email_configs')?.items() ?? [])])
    const hosts = [file.root?.path('global', 'smtp_smarthost'), ...mails.map(one => one.get('smarthost'))]
    for (const host of hosts) if (host) yield* hostProblems(file, world, host, 'no mail is sent')
  },
}

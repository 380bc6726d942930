// Host and port of mail servers, as the container of Alertmanager sees them.
import type { Check } from '../../language'
import { hostProblems } from '../../shared/address'

export const mailHost: Check = {
  code: 'localhost-in-container',
  across: true,
  *run(file, world) {
    const mails = [...(file.root?.get('receivers')?.items() ?? [])].flatMap(one => [...(one.get('email_configs')?.items() ?? [])])
    const hosts = [file.root?.path('global', 'smtp_smarthost'), ...mails.map(one => one.get('smarthost'))]
    for (const host of hosts) if (host) yield* hostProblems(file, world, host, 'no mail is sent')
  },
}

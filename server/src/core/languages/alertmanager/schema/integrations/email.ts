// The email integration.
import type { Schema } from '../../../../schema'
import { flag, mapOf, path, text } from '../../../shared/fields'
import { tlsConfig } from '../../../shared/http'
import { hostPort, secret, section, templated } from '../parts'

export const threading: Schema = section(
  'email-threading',
  'the threading of mails',
  'email_config',
  {
    enabled: flag('Whether mails of one alert group refer to each other, so that mail programs show them as a thread. Default: no.', false, { since: '0.30' }),
    thread_by_date: text('`daily` starts a new thread every day, `none` keeps one for ever. Needed when threading is on.', {
      examples: ['daily', 'none'],
      since: '0.30',
    }),
  },
  {},
)

export const email: Schema = section(
  'email',
  'an email integration',
  'email_config',
  {
    send_resolved: flag('Whether a mail is sent when alerts are resolved, too. Default: `false`.', false),
    to: templated('The recipients, separated by commas.', { examples: ['team@example.org'] }),
    from: templated('The sender. Default: `global.smtp_from`.'),
    hello: text('The name with which Alertmanager greets the mail server. Default: `global.smtp_hello`.'),
    smarthost: hostPort('The mail server as `host:port`. Default: `global.smtp_smarthost`.'),
    auth_username: text('User name for the mail server. Default: `global.smtp_auth_username`.'),
    auth_password: secret('Password for LOGIN and PLAIN. Better kept in `auth_password_file`. Default: `global.smtp_auth_password`.'),
    auth_password_file: path(
      'File that holds the password for LOGIN and PLAIN; a relative path counts from where Alertmanager was started. Default: `global.smtp_auth_password_file`.',
      { since: '0.25' },
    ),
    auth_secret: secret('Secret for CRAM-MD5. Better kept in `auth_secret_file`. Default: `global.smtp_auth_secret`.'),
    auth_secret_file: path('File that holds the secret for CRAM-MD5. Default: `global.smtp_auth_secret_file`.', { since: '0.31' }),
    auth_identity: text('Identity for PLAIN, when it differs from the user name. Default: `global.smtp_auth_identity`.'),
    headers: mapOf('Mail headers, such as `Subject`. They win over those that Alertmanager sets; case does not matter, so no header may be there twice.', {
      ...templated('The value of the header, a Go template.'),
    }),
    html: templated('The HTML body. Empty: a mail of plain text only.', { default: '{{ template "email.default.html" . }}' }),
    text: templated('The plain text body. Empty: none.'),
    require_tls: flag('Whether a mail server without TLS is refused. Default: `global.smtp_require_tls`.', false),
    tls_config: { ...tlsConfig, description: 'TLS settings for the mail server. Default: `global.smtp_tls_config`.' },
    force_implicit_tls: flag('Whether TLS starts with the first byte instead of by STARTTLS. Default: `global.smtp_force_implicit_tls`.', false, {
      since: '0.31',
    }),
    threading: { ...threading, description: 'Puts mails of one group into one thread.', since: '0.30' },
  },
  {
    nullable: false,
    required: ['to'],
    misnamed: {
      smtp_smarthost: 'smarthost',
      host: 'smarthost',
      smtp_from: 'from',
      username: 'auth_username',
      password: 'auth_password',
      smtp_auth_username: 'auth_username',
      smtp_auth_password: 'auth_password',
      smtp_require_tls: 'require_tls',
      subject: { say: 'The subject is a header: "headers: {Subject: …}".' },
      cc: { say: 'Copies are headers: "headers: {Cc: …}", and each address must stand in "to", too.' },
      body: 'text',
    },
  },
)

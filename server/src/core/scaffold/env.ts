// Variables and what Git must not see. `.env.example` says which there are and holds no secret.
import { needs, type SecretName, toBase64 } from './secrets'
import { type Stack, type StackFile, text } from './stack'

interface Variable {
  readonly name: string
  readonly about: string
  readonly value: (secret: string) => string
}

const variables: Readonly<Record<SecretName, Variable>> = {
  webhookKey: {
    name: 'SECRET_WEBHOOK_KEY',
    about: 'The key at the end of the address in alertmanager/secrets/kestra_url, in Base64: printf %s "the key" | base64',
    value: toBase64,
  },
  kestraPassword: {
    name: 'KESTRA_PASSWORD',
    about: "Of Kestra's first user: at least 8 characters, with upper case, lower case and a digit.",
    value: one => one,
  },
  postgresPassword: { name: 'POSTGRES_PASSWORD', about: "Of Kestra's database. It is set when the database is made.", value: one => one },
}

export function envFiles(stack: Stack): StackFile[] {
  const used = needs(stack).map(one => ({ ...variables[one.name], secret: stack.secrets[one.name] ?? '' }))
  return [
    { path: '.env', text: text(used.map(one => [`# ${one.about}`, `${one.name}=${one.value(one.secret)}`])), mode: 0o600, ignored: true, merge: true },
    {
      path: '.env.example',
      text: text(
        '# Copy to .env and fill in.',
        '',
        used.map(one => [`# ${one.about}`, `${one.name}=`]),
      ),
      merge: true,
    },
    { path: '.gitignore', text: text('.env', 'alertmanager/secrets/', !stack.compose && 'data/'), merge: true },
  ]
}

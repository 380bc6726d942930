// Versions of target programs, as far as a line goes: `3.16`, `0.34.2`, `v2.0`.

export interface Version {
  readonly major: number
  readonly minor: number
}

/** `v3.16.0`, `3.16`, `2`; undefined for anything else (`latest`, digests, interpolations). */
export function parseVersion(text: string): Version | undefined {
  const found = /^v?(\d{1,4})(?:\.(\d{1,4}))?(?:\.\d+)*(?:[-+][\w.+-]*)?$/.exec(text.trim())
  return found ? { major: Number(found[1]), minor: Number(found[2] ?? 0) } : undefined
}

export const compareVersions = (a: Version, b: Version): number => a.major - b.major || a.minor - b.minor

export const versionText = (version: Version): string => `${version.major}.${version.minor}`

/** Is something that came with `since` there in `version`? Unknown versions are read as the newest. */
export function isThere(limits: { readonly since?: string; readonly until?: string }, version: Version | undefined): boolean {
  if (!version) return limits.until === undefined
  const since = limits.since === undefined ? undefined : parseVersion(limits.since)
  const until = limits.until === undefined ? undefined : parseVersion(limits.until)
  return !(since && compareVersions(version, since) < 0) && !(until && compareVersions(version, until) >= 0)
}

// Globs: one segment as Go's `filepath.Glob` reads it, and whole paths with `**` as editors do.

/** `*`, `?`, `[a-z]` within one segment; `\` escapes. Undefined when the pattern is malformed. */
export function segmentPattern(glob: string): RegExp | undefined {
  return compiled(glob, false)
}

/** Path globs with `**` and `{a,b}`; a pattern without a slash matches the last segment at any depth. */
export function matchesPath(glob: string, path: string): boolean {
  const pattern = compiled(glob.includes('/') ? glob.replace(/^\.?\//, '') : `**/${glob}`, true)
  return pattern?.test(path) ?? false
}

export const isGlob = (path: string): boolean => /[*?[]/.test(path)

function compiled(glob: string, deep: boolean): RegExp | undefined {
  let source = ''
  let braces = 0
  for (let i = 0; i < glob.length; i++) {
    const c = glob[i] ?? ''
    if (deep && glob.startsWith('**/', i)) {
      source += '(?:[^/]*/)*'
      i += 2
    } else if (deep && glob.startsWith('**', i)) {
      source += '.*'
      i += 1
    } else if (c === '*') source += '[^/]*'
    else if (c === '?') source += '[^/]'
    else if (c === '[') {
      const end = glob.indexOf(']', i + 2)
      if (end < 0) return undefined
      const body = glob
        .slice(i + 1, end)
        .replace(/\\/g, '\\\\')
        .replace(/^[!^]/, '^')
      source += `[${body}]`
      i = end
    } else if (deep && c === '{' && glob.indexOf('}', i) > 0) {
      braces++
      source += '(?:'
    } else if (braces > 0 && c === ',') source += '|'
    else if (braces > 0 && c === '}') {
      braces--
      source += ')'
    } else if (c === '\\' && i + 1 < glob.length && !deep) source += escaped(glob[++i] ?? '')
    else source += escaped(c)
  }
  try {
    return new RegExp(`^${source}$`, 'u')
  } catch {
    return undefined
  }
}

const escaped = (c: string): string => c.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&')

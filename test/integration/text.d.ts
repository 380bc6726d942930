declare module '*.yml' {
  const text: string
  export default text
}

declare module '*.tmpl' {
  const text: string
  export default text
}

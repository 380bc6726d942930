export declare function data(...parts: string[]): string | undefined

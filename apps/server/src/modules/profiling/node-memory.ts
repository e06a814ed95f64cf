/**
 * Bytes of data segment that an engine process gets beside the engine's own limit. Node with the engine loaded has 650
 * MB before its first statement, nearly all of it never touched; the engine goes a tenth beyond its limit. Grouping ten
 * million e-mails took 1,790 MB with a limit of 1,024.
 */
export const NODE_MEMORY = 1024 * 1024 * 1024

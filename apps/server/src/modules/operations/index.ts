export { checkHealth, createOperationsModule, type HealthSource } from './operations.module.ts'

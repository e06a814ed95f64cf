import { findVersitygw } from './versitygw.ts'

/** Builds the S3-compatible test server ahead of the tests that need it. */
const found = await findVersitygw()
if ('reason' in found) console.log(`S3-compatible test server: ${found.reason}`)

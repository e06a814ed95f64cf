import { alert } from './alert.ts'
import { analyses } from './analyses.ts'
import { chat } from './chat.ts'
import { common } from './common.ts'
import { dataset } from './dataset.ts'
import { datasets } from './datasets.ts'
import { fault } from './fault.ts'
import { identity } from './identity.ts'
import { profile } from './profile.ts'
import { reasons } from './reasons.ts'
import { remedy } from './remedy.ts'

export default {
  ...common,
  ...identity,
  ...datasets,
  ...fault,
  ...dataset,
  ...profile,
  ...reasons,
  ...remedy,
  ...alert,
  ...chat,
  ...analyses,
}

import { AppError, NotFoundError } from '../../platform/errors.ts'

export class ChatNotFoundError extends NotFoundError {
  constructor(id: string) {
    super('chat', id)
  }
}

export class ChatReadOnlyError extends AppError {
  constructor(id: string) {
    super('chat_read_only', 403, {
      detail: 'This conversation was shared with you; only its owner can continue it.',
      where: id,
    })
  }
}

export class DatasetNotReadyError extends AppError {
  constructor(facts: { name: string; status: string }) {
    super('dataset_not_ready', 409, {
      detail: `${facts.name} is still being read.`,
      expected: 'a dataset with status ready; ask again in a moment',
      where: 'dataset_id',
      data: { status: facts.status },
    })
  }
}

export class DatasetUnreadableError extends AppError {
  constructor(facts: { name: string; code: string; detail: string }) {
    super('dataset_unreadable', 409, {
      detail: `${facts.name} could not be read: ${facts.detail}`,
      expected: 'a dataset with status ready',
      where: 'dataset_id',
      data: { problem: facts.code },
    })
  }
}

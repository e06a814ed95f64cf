import type { Language } from '@datapilot/contracts'
import { createTransport } from 'nodemailer'

export interface Mail {
  readonly to: string
  readonly subject: string
  readonly text: string
}

/** Sends a mail; rejects when the mail server does not take it. */
export type SendMail = (mail: Mail) => Promise<void>

/** Undefined without a configured mail server: then links are shown to be copied instead. */
export function createMailer(config: { url: string; from: string } | undefined): SendMail | undefined {
  if (!config) return undefined
  const transport = createTransport({ url: config.url, connectionTimeout: 10_000, socketTimeout: 20_000 })
  return async (mail) => {
    await transport.sendMail({ from: config.from, ...mail })
  }
}

const RESET = {
  en: (link: string) => ({
    subject: 'A new password for DataPilot',
    text: `Open this link to set a new password. It works once, for one hour.\n\n${link}\n\nIf you did not ask for it, nothing has changed.`,
  }),
  pt: (link: string) => ({
    subject: 'Nova senha no DataPilot',
    text: `Abra este link para definir uma nova senha. Ele funciona uma vez, durante uma hora.\n\n${link}\n\nSe você não pediu, nada mudou.`,
  }),
}

const INVITATION = {
  en: (link: string) => ({
    subject: 'An invitation to DataPilot',
    text: `You have been invited to work with data in DataPilot. Open this link to accept; it works once, for seven days.\n\n${link}`,
  }),
  pt: (link: string) => ({
    subject: 'Convite para o DataPilot',
    text: `Você foi convidado a trabalhar com dados no DataPilot. Abra este link para aceitar; ele funciona uma vez, durante sete dias.\n\n${link}`,
  }),
}

/** Names that people chose stay out of mails: an invitation must not carry a stranger's text. */
export function resetMail(to: string, language: Language, link: string): Mail {
  return { to, ...RESET[language](link) }
}

export function invitationMail(to: string, language: Language, link: string): Mail {
  return { to, ...INVITATION[language](link) }
}

import type { Language } from '@datapilot/contracts'

const TEXTS: Readonly<Record<Language, string>> = {
  pt: `DataPilot: perfis e respostas conferidas, sem servidor nem banco de dados

  datapilot profile ARQUIVO [--sheet PLANILHA] [--json] [--html SAÍDA] [--md SAÍDA] [--csv SAÍDA] [--lang pt|en]
                                                                     descreve um arquivo
  datapilot ask ARQUIVO… -q "…" [--sheet PLANILHA] [--json] [--lang pt|en]
                                                                     responde a uma pergunta sobre arquivos
  datapilot ask --batch ENTRADA.jsonl --json                         uma pergunta por linha, uma resposta por linha
  datapilot eval PASTA                                               mede respostas contra gabaritos
  datapilot eval --csv PASTA                                         mede a leitura de CSVs sujos contra os limpos
  datapilot help                                                     este texto
  datapilot --version                                                a versão

Saída: 0 feito, 1 falhou, 2 chamada errada.
`,
  en: `DataPilot: profiles and checked answers, without server or database

  datapilot profile FILE [--sheet NAME] [--json] [--html OUT] [--md OUT] [--csv OUT] [--lang pt|en]
                                                                describes a file
  datapilot ask FILE… -q "…" [--sheet NAME] [--json] [--lang pt|en]
                                                                answers a question about files
  datapilot ask --batch IN.jsonl --json                         one question per line, one answer per line
  datapilot eval FOLDER                                         measures answers against known ones
  datapilot eval --csv FOLDER                                   measures the reading of dirty CSVs against clean ones
  datapilot help                                                this text
  datapilot --version                                           the version

Exit code: 0 done, 1 failed, 2 called wrongly.
`,
}

export function helpText(language: Language): string {
  return TEXTS[language]
}

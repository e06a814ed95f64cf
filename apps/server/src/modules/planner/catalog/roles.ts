import type { HeaderWord } from './header-words.ts'
import { expansions } from './header-words.ts'

/** What a column answers: who, where, when; how much; which one. */
export interface ColumnRoles {
  readonly person: boolean
  readonly place: boolean
  readonly time: boolean
  /** Numbers that name or order things: adding them up means nothing. */
  readonly ordinal: boolean
}

const set = (text: string) => new Set(text.split(/\s+/u))

const PERSON =
  set(`player name driver winner director writer author candidate opponent artist coach manager president nominee incumbent
  contestant swimmer swimmers athlete athletes rider wrestler actor actress singer partner recipient skipper golfer champion character composer person owner representative
  host jockey trainer member employee customer student patient captain leader governor mayor senator written directed performer head drivers
  nome jogador piloto vencedor diretor autor candidato artista treinador presidente atleta ator cantor aluno cliente vendedor funcionario paciente
  medico prefeito governador eleito pessoa servidor professor medica aluna vendedora comprador constructor team entrant club`)
/** `NM_LOJA` is the name of a shop. */
const PERSON_BESIDES_NAME = new Set([...PERSON].filter((word) => word !== 'name' && word !== 'nome'))
const PLACE =
  set(`location venue city country place stadium arena ground site town state county hometown region nation circuit address district area
  province track course locality municipality island park station birthplace
  cidade local municipio pais estado uf lugar endereco bairro estadio regiao distrito logradouro naturalidade praca`)
const TIME =
  set(`date year season time month day week released aired when period years born opened founded completed built birth established date launched
  data ano mes dia hora periodo safra nascimento fundacao temporada`)
const ORDINAL =
  set(`rank no number id code codigo numero cd nr sq sequencia sequence round week game match pick position pos year ano season temporada edition
  lane channel route zip cep cpf cnpj ibge phone telefone ddd ranking place index num order ordem chart district episode series since place jersey pick overall first year built latitude longitude mes month dia day hora pedido tombo matricula protocolo processo inscricao`)

/** Guesses what a column answers from its header, its kind and whether its numbers look like years. */
export function columnRoles(
  words: readonly HeaderWord[],
  options: { numeric: boolean; date: boolean; identifier: boolean; yearLike: boolean },
): ColumnRoles {
  const all = words.flatMap(({ word, noun }) => [word, noun, ...expansions(word)])
  const has = (names: ReadonlySet<string>) => all.some((word) => names.has(word))
  return {
    person: !options.numeric && (words.length === 1 ? has(PERSON) : has(PERSON_BESIDES_NAME)),
    place: !options.numeric && has(PLACE),
    time: options.date || options.yearLike || (has(TIME) && !(options.numeric && !options.yearLike)),
    ordinal: options.identifier || options.yearLike || (options.numeric && has(ORDINAL)),
  }
}

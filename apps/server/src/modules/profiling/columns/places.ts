/** Lower-case names without accents, as they are compared. */

/** The 27 federative units of Brazil with their IBGE codes. */
export const FEDERATIVE_UNITS = {
  AC: ['acre', 12], AL: ['alagoas', 27], AP: ['amapa', 16], AM: ['amazonas', 13], BA: ['bahia', 29], CE: ['ceara', 23],
  DF: ['distrito federal', 53], ES: ['espirito santo', 32], GO: ['goias', 52], MA: ['maranhao', 21],
  MT: ['mato grosso', 51], MS: ['mato grosso do sul', 50], MG: ['minas gerais', 31], PA: ['para', 15],
  PB: ['paraiba', 25], PR: ['parana', 41], PE: ['pernambuco', 26], PI: ['piaui', 22], RJ: ['rio de janeiro', 33],
  RN: ['rio grande do norte', 24], RS: ['rio grande do sul', 43], RO: ['rondonia', 11], RR: ['roraima', 14],
  SC: ['santa catarina', 42], SP: ['sao paulo', 35], SE: ['sergipe', 28], TO: ['tocantins', 17],
} as const // prettier-ignore

export const REGIONS = ['norte', 'nordeste', 'centro-oeste', 'centro oeste', 'sudeste', 'sul']

/** Capitals and the largest municipalities: a column of municipalities of any part of Brazil holds some of them. */
export const MUNICIPALITIES = [
  'rio branco', 'maceio', 'macapa', 'manaus', 'salvador', 'fortaleza', 'brasilia', 'vitoria', 'goiania', 'sao luis',
  'cuiaba', 'campo grande', 'belo horizonte', 'belem', 'joao pessoa', 'curitiba', 'recife', 'teresina', 'rio de janeiro',
  'natal', 'porto alegre', 'porto velho', 'boa vista', 'florianopolis', 'sao paulo', 'aracaju', 'palmas', 'guarulhos',
  'campinas', 'sao goncalo', 'duque de caxias', 'sao bernardo do campo', 'nova iguacu', 'santo andre', 'osasco',
  'sorocaba', 'uberlandia', 'ribeirao preto', 'sao jose dos campos', 'cuiaba', 'jaboatao dos guararapes', 'contagem',
  'joinville', 'feira de santana', 'aracatuba', 'londrina', 'juiz de fora', 'aparecida de goiania', 'serra',
  'niteroi', 'belford roxo', 'caxias do sul', 'campos dos goytacazes', 'vila velha', 'ananindeua', 'sao joao de meriti',
  'mogi das cruzes', 'santos', 'betim', 'diadema', 'jundiai', 'piracicaba', 'maringa', 'montes claros', 'maua',
  'carapicuiba', 'bauru', 'olinda', 'campina grande', 'sao jose do rio preto', 'itaquaquecetuba', 'caucaia',
  'anapolis', 'franca', 'ponta grossa', 'petrolina', 'praia grande', 'caruaru', 'blumenau', 'vitoria da conquista',
  'cascavel', 'ribeirao das neves', 'paulista', 'petropolis', 'uberaba', 'pelotas', 'canoas', 'guaruja', 'limeira',
  'suzano', 'taubate', 'imperatriz', 'santa maria', 'volta redonda', 'governador valadares', 'gravatai', 'mossoro',
  'varzea grande', 'foz do iguacu', 'ipatinga', 'santarem', 'chapeco', 'camacari', 'barueri', 'parauapebas', 'sobral',
] // prettier-ignore

/** Codes whose check digit IBGE gave wrong and never changed. */
export const IRREGULAR_MUNICIPALITIES = ['2201919', '2201988', '2202251', '2611533', '3117836', '3152131', '4305871',
  '5203939', '5203962'] // prettier-ignore

/** ISO 3166-1 alpha-2. */
const COUNTRY_CODES =
  `AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT
  BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM
  FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO
  JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT
  MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA
  SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US
  UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW`.split(/\s+/)

/** Countries by code, and by their names in both languages (Unicode CLDR). */
export function countries(): { codes: readonly string[]; names: string[] } {
  const languages = ['pt', 'en'].map((language) => new Intl.DisplayNames([language], { type: 'region' }))
  const names = COUNTRY_CODES.flatMap((code) => languages.map((names) => plainName(names.of(code) ?? code)))
  return { codes: COUNTRY_CODES, names: [...new Set([...names, ...OTHER_NAMES])] }
}

const OTHER_NAMES = ['usa', 'us', 'uk', 'united states of america', 'eua', 'estados unidos da america', 'russian federation',
  'korea', 'south korea', 'north korea', 'coreia do sul', 'england', 'scotland', 'wales', 'czech republic', 'holland',
  'holanda', 'inglaterra', 'republica tcheca', 'turkey', 'viet nam', 'iran', 'syria', 'moldova', 'bolivia', 'venezuela',
  'tanzania', 'laos', 'brunei', 'macedonia', 'ivory coast'] // prettier-ignore

function plainName(name: string): string {
  return name.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()
}

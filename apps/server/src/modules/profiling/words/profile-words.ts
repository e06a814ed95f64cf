import type { AlertCode, ColumnKind, ColumnType, Language, PersonalData } from '@datapilot/contracts'

/** The words of a profile outside the web application: report and terminal. */
export interface ProfileWords {
  readonly kinds: Readonly<Record<ColumnKind, string>>
  readonly types: Readonly<Record<ColumnType, string>>
  readonly personal: Readonly<Record<PersonalData, string>>
  readonly alerts: Readonly<Record<AlertCode, string>>
  readonly terms: Readonly<Record<Term, string>>
  readonly weekdays: readonly string[]
  readonly months: readonly string[]
}

/** Words of sections, tiles and figures. */
export type Term =
  | 'profile'
  | 'rows'
  | 'columns'
  | 'missing'
  | 'missing_cells'
  | 'duplicate_rows'
  | 'distinct'
  | 'keys'
  | 'time_span'
  | 'size'
  | 'reading'
  | 'header_on_line'
  | 'rejected_rows'
  | 'alerts'
  | 'no_alerts'
  | 'column'
  | 'kind'
  | 'distribution'
  | 'top_values'
  | 'count'
  | 'mean'
  | 'deviation'
  | 'min'
  | 'max'
  | 'sum'
  | 'median'
  | 'quantiles'
  | 'skewness'
  | 'kurtosis'
  | 'zeros'
  | 'negatives'
  | 'outliers'
  | 'length'
  | 'blank'
  | 'padded'
  | 'patterns'
  | 'from'
  | 'to'
  | 'gap_days'
  | 'future'
  | 'weekdays'
  | 'months'
  | 'correlations'
  | 'personal_hidden'
  | 'sample'
  | 'more_columns'
  | 'made_in'

const PT: ProfileWords = {
  kinds: {
    number: 'número', text: 'texto', category: 'categoria', date: 'data', boolean: 'sim/não', identifier: 'identificador',
    geographic: 'lugar', constant: 'constante', empty: 'vazia',
  }, // prettier-ignore
  types: {
    text: 'texto', integer: 'inteiro', decimal: 'decimal', number: 'número', boolean: 'booleano', date: 'data',
    timestamp: 'data e hora', time: 'hora', json: 'json', binary: 'binário',
  }, // prettier-ignore
  personal: {
    cpf: 'CPF',
    cnpj: 'CNPJ',
    email: 'e-mail',
    phone: 'telefone',
    card: 'cartão',
    pis: 'PIS/PASEP',
    cnh: 'CNH',
    voter_id: 'título de eleitor',
    ip: 'endereço IP',
    name: 'nome de pessoa',
  },
  alerts: {
    empty_table: 'tabela sem linhas', near_constant: 'quase um só valor', unsupported: 'tipo sem figuras',
    duplicate_keys: 'chaves repetidas', skewed_key: 'chave concentrada em poucos valores', uniform: 'valores igualmente frequentes',
    constant_length: 'mesmo comprimento em todos', placeholder_values: 'números que marcam ausência',
    near_duplicate_rows: 'linhas iguais, menos a chave', near_duplicate_columns: 'colunas quase iguais',
    dependency_violations: 'linhas que quebram uma regra', mixed_units: 'unidades misturadas', text_dates: 'datas guardadas como texto',
    implausible_dates: 'datas implausíveis', seasonal: 'sazonalidade', non_stationary: 'nível que muda com o tempo',
    invalid_check_digits: 'dígitos verificadores inválidos', invalid_codes: 'códigos inválidos',
    constant: 'um só valor', empty_column: 'coluna vazia', missing: 'valores ausentes', all_unique: 'todos os valores diferentes',
    high_cardinality: 'muitos valores diferentes', imbalance: 'um valor domina', zeros: 'muitos zeros',
    skewed: 'distribuição assimétrica', infinite: 'valores infinitos ou não numéricos', outliers: 'valores atípicos',
    duplicate_rows: 'linhas repetidas', duplicate_columns: 'colunas iguais', high_correlation: 'correlação alta',
    leading_zeros_lost: 'zeros à esquerda perdidos', mixed_formats: 'formatos misturados',
    similar_spellings: 'grafias parecidas', future_dates: 'datas no futuro', date_gaps: 'dias sem linhas',
    padded_text: 'espaços nas pontas', blank_text: 'textos em branco', broken_encoding: 'acentuação corrompida',
    personal_data: 'dados pessoais', totals_row: 'linha de total nos dados', rejected_rows: 'linhas rejeitadas',
  }, // prettier-ignore
  terms: {
    profile: 'Perfil', rows: 'linhas', columns: 'colunas', missing: 'ausentes', missing_cells: 'células ausentes',
    duplicate_rows: 'linhas repetidas', distinct: 'distintos', keys: 'chaves possíveis', time_span: 'período',
    size: 'tamanho', reading: 'leitura', header_on_line: 'cabeçalho na linha', rejected_rows: 'linhas rejeitadas',
    alerts: 'Alertas', no_alerts: 'nenhum alerta', column: 'coluna', kind: 'tipo', distribution: 'distribuição',
    top_values: 'valores mais frequentes', count: 'contagem', mean: 'média', deviation: 'desvio-padrão', min: 'mínimo',
    max: 'máximo', sum: 'soma', median: 'mediana', quantiles: 'quantis', skewness: 'assimetria', kurtosis: 'curtose',
    zeros: 'zeros', negatives: 'negativos', outliers: 'atípicos (IQR / z)', length: 'comprimento', blank: 'em branco',
    padded: 'com espaços nas pontas', patterns: 'formas', from: 'de', to: 'até', gap_days: 'dias sem linhas',
    future: 'no futuro', weekdays: 'dias da semana', months: 'meses', correlations: 'Correlações',
    personal_hidden: 'Dados pessoais: os valores não são guardados no perfil.', sample: 'amostra', more_columns: 'outras colunas',
    made_in: 'calculado em',
  }, // prettier-ignore
  weekdays: ['seg', 'ter', 'qua', 'qui', 'sex', 'sáb', 'dom'],
  months: ['jan', 'fev', 'mar', 'abr', 'mai', 'jun', 'jul', 'ago', 'set', 'out', 'nov', 'dez'],
}

const EN: ProfileWords = {
  kinds: {
    number: 'number', text: 'text', category: 'category', date: 'date', boolean: 'yes/no', identifier: 'identifier',
    geographic: 'place', constant: 'constant', empty: 'empty',
  }, // prettier-ignore
  types: {
    text: 'text', integer: 'integer', decimal: 'decimal', number: 'number', boolean: 'boolean', date: 'date',
    timestamp: 'date and time', time: 'time', json: 'json', binary: 'binary',
  }, // prettier-ignore
  personal: {
    cpf: 'CPF',
    cnpj: 'CNPJ',
    email: 'e-mail',
    phone: 'phone',
    card: 'card',
    pis: 'PIS/PASEP',
    cnh: 'driver’s licence (CNH)',
    voter_id: 'voter ID',
    ip: 'IP address',
    name: 'person’s name',
  },
  alerts: {
    empty_table: 'table without rows', near_constant: 'nearly one value', unsupported: 'type without figures',
    duplicate_keys: 'repeated keys', skewed_key: 'key concentrated on few values', uniform: 'equally frequent values',
    constant_length: 'all of the same length', placeholder_values: 'numbers that stand for missing',
    near_duplicate_rows: 'rows equal but for the key', near_duplicate_columns: 'nearly equal columns',
    dependency_violations: 'rows that break a rule', mixed_units: 'mixed units', text_dates: 'dates kept as text',
    implausible_dates: 'implausible dates', seasonal: 'seasonality', non_stationary: 'level that moves over time',
    invalid_check_digits: 'invalid check digits', invalid_codes: 'invalid codes',
    constant: 'only one value', empty_column: 'empty column', missing: 'missing values', all_unique: 'all values different',
    high_cardinality: 'many different values', imbalance: 'one value dominates', zeros: 'many zeros',
    skewed: 'skewed distribution', infinite: 'infinite or not-a-number values', outliers: 'outliers',
    duplicate_rows: 'duplicate rows', duplicate_columns: 'equal columns', high_correlation: 'high correlation',
    leading_zeros_lost: 'leading zeros lost', mixed_formats: 'mixed formats', similar_spellings: 'similar spellings',
    future_dates: 'dates in the future', date_gaps: 'days without rows', padded_text: 'spaces at the ends',
    blank_text: 'blank texts', broken_encoding: 'broken encoding', personal_data: 'personal data',
    totals_row: 'row of totals in the data', rejected_rows: 'rejected rows',
  }, // prettier-ignore
  terms: {
    profile: 'Profile', rows: 'rows', columns: 'columns', missing: 'missing', missing_cells: 'missing cells',
    duplicate_rows: 'duplicate rows', distinct: 'distinct', keys: 'candidate keys', time_span: 'time span', size: 'size',
    reading: 'reading', header_on_line: 'header on line', rejected_rows: 'rejected rows', alerts: 'Alerts',
    no_alerts: 'no alerts', column: 'column', kind: 'kind', distribution: 'distribution', top_values: 'most frequent values',
    count: 'count', mean: 'mean', deviation: 'standard deviation', min: 'min', max: 'max', sum: 'sum', median: 'median',
    quantiles: 'quantiles', skewness: 'skewness', kurtosis: 'kurtosis', zeros: 'zeros', negatives: 'negatives',
    outliers: 'outliers (IQR / z)', length: 'length', blank: 'blank', padded: 'with spaces at the ends',
    patterns: 'shapes', from: 'from', to: 'to', gap_days: 'days without rows', future: 'in the future',
    weekdays: 'weekdays', months: 'months', correlations: 'Correlations',
    personal_hidden: 'Personal data: the profile keeps no values.', sample: 'sample', more_columns: 'more columns',
    made_in: 'computed in',
  }, // prettier-ignore
  weekdays: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
  months: ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'],
}

export function profileWords(language: Language): ProfileWords {
  return language === 'pt' ? PT : EN
}

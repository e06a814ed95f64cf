/** Words that carry no content of their own, in both languages; they never need an explanation and never make a link alone. */
export const STOP_WORDS: ReadonlySet<string> = new Set(
  `a an the of in on at to for from with by and or is are was were be been being do does did has have had that this these those there it its
  s t as what which who whom whose where when how many much me i we you he she they them his her their our your my can could will would
  if so not no than then into out about during between up down over under all any some each every other only also just please total
  one ones thing things value values show tell give name list find get want number amount column columns row rows
  table chart data record entry entries listed listing take took taken made make makes held hold got occur occurred happen happened use used using
  o os as um uma uns umas de do da dos das em no na nos nas ao aos pelo pela pelos pelas por para com sem e ou que qual quais quem onde quando
  quanto quantos quantas quanta como foi foram era eram ser sao esta estao ha existe existem tem tinha teve tiveram houve sido seu sua seus suas ele ela
  eles elas isso este esta esse essa aquele aquela me nos se ja mais menos muito todo todos toda todas cada outro outra outros outras so apenas
  tambem liste mostre diga valor valores numero coluna colunas linha linhas tabela dados registro registros lista nesta neste nessa nesse desta deste dela dele
  la num numa existiram possui possuem tendo sendo fica ficam ficou ate entre sobre feitas feitos feita feito realizadas realizados realizada realizado registradas registrados ocorreram ocorreu ocorridas aconteceram aconteceu houveram cadastrados cadastradas
  recorded registered happening vezes times itens items trabalham trabalha vive vivem mora moram veio vieram vem teve tiveram tendo governa governam atendeu atenderam atende usada usadas usado usados ficam localizado localizada located called named chamado chamada`.split(
    /\s+/u,
  ),
)

/** Words inside names that a partial match may neither start nor end with. */
export const NAME_JOINERS: ReadonlySet<string> = new Set(
  'de do da dos das del della di du des e y o a os as the of and in on at for to la le el los las von van der den no na em com por para with by is or an'.split(
    ' ',
  ),
)

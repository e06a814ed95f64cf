import type { CueTable } from './cues.ts'

/** English phrases. Apostrophes separate words: `what's` is `what s`. */
export const CUES_EN: CueTable = {
  count: `
    how many, how may, hoe many, number of, total number of, total amount of, amount of, what number of, count,
    count of, counts of, how often, how many times, number of times, numbers of, how many different,
    how many total, how many of, total count, number of rows, number of records`,
  total: 'total number of, total amount of, how many total',
  sum: `
    total, sum, sum of, combined, altogether, in all, in total, overall, sum total, summed, total sum, total of,
    added together`,
  mean: 'average, mean, on average, avg, average number of, mean number of, average of, mean of',
  median: 'median',
  max: 'maximum, max, peak',
  min: 'minimum, min',
  range: `
    range, difference between the highest and lowest, difference between the largest and smallest,
    difference between the maximum and minimum, difference between the highest and the lowest`,
  standard_deviation: 'standard deviation, standard deviations, std, stddev, std dev, stdev',
  population: 'population standard deviation, population variance',
  variance: 'variance',
  quartile_low: 'first quartile, lower quartile, 25th percentile, q1 quartile',
  quartile_high: 'third quartile, upper quartile, 75th percentile',
  percentile: 'percentile, th percentile, quantile',
  skewness: 'skewness, skew',
  kurtosis: 'kurtosis',
  correlation: `
    correlation, correlated, correlation coefficient, pearson correlation, pearson correlation coefficient,
    pearson coefficient`,
  distinct: `
    different, distinct, unique, how many different, distinct number of, number of different, number of distinct,
    number of unique`,
  most: `
    highest, most, largest, greatest, biggest, tallest, longest, top, heaviest, richest, highest number of,
    largest number of, greatest number of, most number of, top number of, best, fastest, highest amount of,
    largest amount of, more than any other, most amount of, maximum number of, highest total, oldest,
    most expensive, furthest, farthest, widest, deepest, most common, most frequent, most frequently, most often,
    most popular, most times`,
  least: `
    lowest, least, smallest, fewest, shortest, lightest, poorest, lowest number of, smallest number of,
    fewest number of, least number of, least amount of, lowest amount of, smallest amount of, minimum number of,
    worst, slowest, youngest, cheapest, least expensive, closest, nearest, least common, least frequent,
    least popular`,
  top: 'top',
  bottom: 'bottom',
  latest: 'latest, most recent, newest, most recently',
  earliest: 'earliest, oldest',
  first: 'first, firstly, initial, came first, comes first',
  last: 'last, final, came last, comes last',
  next: `
    next, after, following, directly after, right after, immediately after, just after, next after, comes after,
    came after, listed after, directly following, immediately following, comes next after, next listed after,
    below, directly below, right below, subsequent to`,
  previous: `
    before, previous, previous to, prior to, preceding, directly before, right before, immediately before,
    just before, comes before, came before, listed before, above, directly above, right above, preceded, prior`,
  group: `
    per, by, for each, each, grouped by, group by, for every, every, broken down by, in each, of each, by each`,
  share: `
    percentage, percent, percentage of, percent of, share, share of, proportion, proportion of, fraction,
    fraction of, what percentage of, what percent of, what share of`,
  difference: `
    difference, difference between, difference in, how many more, how much more, how many fewer, how much less,
    how many less, difference of`,
  ratio: 'ratio, ratio of, times as many, times as much, how many times more, times larger',
  growth: 'growth, increase from, percentage change, percent change, growth rate, change from, grow',
  more: `
    more, greater, higher, larger, bigger, longer, older, taller, fewer, less, lower, smaller, shorter, better`,
  not: `
    not, no, except, except for, other than, besides, without, excluding, never, isn t, wasn t, didn t, did not,
    does not, is not, was not, were not, not including, apart from, doesn t, don t, do not, aside from, neither,
    nor`,
  null: 'missing, null, nulls, empty, blank, not available, unknown, missing values, null values, nan',
  or: 'or, either',
  list: `
    list, show, name, give, tell, display, list all, show all, list the, show me, give me, tell me, name the,
    find, return, i want, what are all, identify, list of, get, state`,
  gt: `
    more than, greater than, larger than, bigger than, higher than, over, above, exceeding, exceeds, exceeded,
    longer than, older than, taller than, better than, beyond, after, later than, since, is greater than,
    is more than, in excess of, heavier than, at more than, is larger than, is higher than,
    no less and more than, past, newer than, greater then, more then`,
  ge: `
    at least, no less than, no fewer than, not less than, greater than or equal to, more than or equal to,
    minimum of, from at least, starting from, starting in, or higher than, not before, equal to or greater than`,
  lt: `
    less than, fewer than, smaller than, lower than, under, below, shorter than, younger than, before,
    earlier than, prior to, is less than, cheaper than, is smaller than, is lower than, until, older then,
    less then, lighter than, lesser than, previous to`,
  le: `
    at most, no more than, not more than, less than or equal to, up to, maximum of, no later than, not exceeding,
    no greater than, equal to or less than`,
  between: 'between, from',
  or_more: `
    or more, or higher, or greater, or above, and above, or over, and over, or later, or older, or better,
    and more, or longer, and older, and up, or larger`,
  or_less: `
    or less, or fewer, or lower, or below, and below, or under, and under, or earlier, or younger, or smaller,
    and younger`,
  contains: `
    contain, contains, containing, include, includes, with the word, containing the word, has the word,
    have the word, contains the word, in the name, in their name, refer to`,
  starts: `
    start with, starts with, starting with, begin with, begins with, beginning with, end with, ends with,
    ending with, ending in, end in`,
  eq: 'equal to, equals, equal, exactly, of exactly',
  who: 'who, whom, whose',
  where: 'where',
  when: 'when',
  running: 'running total, cumulative, cumulative sum, cumulative total',
  change:
    'year over year, month over month, from month to month, from year to year, over the previous month, over the previous year',
  which: 'which, what',
  how_much: 'how much, how long, how far, how high, how tall, how old, how large, how big',
  same: 'same, as many, as much',
  unsupported: `
    consecutive, consecutively, in a row, moving average, p value, regression, anova,
    shapiro, shapiro wilk, outlier, outliers, normal distribution, normally distributed, normality, train,
    normalize, cluster, classify, machine learning, hypothesis, chi square, t test, standardize,
    feature engineering, z score, z scores, fill the missing, imputation, trend, streak, evenly,
    roughly, similar to, half of, twice as, double`,
  prediction: `
    predict, prediction, forecast, will be, will, would be, estimate, expected, next year, next month, going to`,
  cause: `
    why, cause, causes, caused, because, reason, reasons, should, should we, recommend, explain, best way,
    how can, how do, how could`,
}

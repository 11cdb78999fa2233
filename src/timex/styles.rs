//! Sentences of our own in the styles that news is written in today, a family each: what is read in them when all rules
//! compete. Tables as in `classes`.

use super::classes::check;

#[test]
fn live_pages() {
    check(&[
        ("The minister is due to speak at [3.30pm]; the vote is at [7pm].", "2024-05-15T15:30 2024-05-15T19:00"),
        ("More on that in [the next hour].", "PT1H"),
        ("That wraps up our coverage for [today]; we will be back [tomorrow at 6am].", "2024-05-15 2024-05-16T06:00"),
        ("The pound, which hit a low of $1.03 in [September 2022], is up [this morning].", "2022-09 2024-05-15TMO"),
        ("Here is what we know so far.", ""),
        ("Trains will not run until [later this evening].", "2024-05-15TEV"),
        ("The count will go on into [the early hours of Friday].", "2024-05-17TMO"),
        ("Results are expected [overnight].", "2024-05-15TNI"),
        ("The store had opened just [ten minutes] before.", "PT10M"),
    ]);
}

#[test]
fn sports() {
    check(&[
        ("The striker, out since [Boxing Day], returned [last weekend].", "2023-12-26 2024-W19-WE"),
        ("She won in the [2016]-[17] season and again in [2019]/[20].", "2016 2017 2019 2020"),
        ("The Rovers play at home on [Sunday] before a trip to Kyiv [three days later].", "2024-05-19 2024-05-22"),
        ("He scored in the 89th minute.", ""),
        ("It was their first defeat since [Feb. 3].", "2024-02-03"),
        ("They have won six straight since the All-Star break.", ""),
        ("The final is on [June 1] at Wembley.", "2024-06-01"),
        ("The season ends [this weekend].", "2024-W20-WE"),
        ("They meet again [Friday night] in Game 5.", "2024-05-17TNI"),
        ("He missed the entire [2021] season.", "2021"),
        ("She turned 30 [last month] and will retire at season's end.", "2024-04"),
        ("Practice resumes [Monday].", "2024-05-20"),
        ("He was traded to Toronto in the offseason.", ""),
        ("Rain washed out play on day three.", ""),
        ("He made his debut on [Jan. 4, 2011], and was capped for the last time [a decade later].", "2011-01-04 2021"),
    ]);
}

#[test]
fn business() {
    check(&[
        (
            "Net income for [the three months] ended [March 31] rose to $4 million from $3 million [a year earlier].",
            "P3M 2024-03-31 2023",
        ),
        ("Revenue in [the quarter] rose 5 percent.", "2024-Q1"),
        ("Shares have fallen 12 percent year to date.", ""),
        ("The company reports [first-quarter] results on [May 22].", "2024-Q1 2024-05-22"),
        ("Analysts expect growth to slow in [the second half].", "2024-H2"),
        ("The deal is expected to close in [the fourth quarter of 2024].", "2024-Q4"),
        ("Brent crude for [July] delivery rose 40 cents.", "2024-07"),
        ("Same-store sales were flat in [the four weeks] to [May 4].", "P4W 2024-05-04"),
        ("The bank cut rates in [March], its first cut since [2020].", "2024-03 2020"),
        ("Retail sales fell 0.4 percent in [April], after a 0.1 percent rise [the previous month].", "2024-04 2024-03"),
        ("Consumer prices rose 3.4 percent in [the 12 months] through [April].", "P12M 2024-04"),
        ("Unemployment stood at 4.2 percent at [the end of March].", "2024-03"),
        ("Industrial output rose 2 percent month on month.", ""),
        ("It plans to list in [early 2025].", "2025"),
        ("The merger was announced in [late January].", "2024-01"),
        ("The contract runs through [2031].", "2031"),
        ("Profit more than doubled in [fiscal year 2023], which ended in [September].", "2023 2023-09"),
        ("The firm was founded in [2004], went public [eight years later] and was sold in [2020].", "2004 2012 2020"),
        ("The yield on the [10-year] note rose.", "P10Y"),
        ("The [five-year] plan ends [this year].", "P5Y 2024"),
        ("It forecast full-year sales of $2 billion.", ""),
        ("The index closed at its highest since [January last year].", "2023-01"),
        ("Wages grew at the slowest pace in [two years].", "P2Y"),
        ("They will pay 20 cents a share on [June 14] to holders of record on [May 31].", "2024-06-14 2024-05-31"),
        ("The [2023] figure was revised.", "2023"),
        ("Orders fell in [Q1].", "2024-Q1"),
        ("The loan matures in [Dec 2026].", "2026-12"),
    ]);
}

#[test]
fn courts() {
    check(&[
        ("The offences took place between [March 2019] and [June 2020].", "2019-03 2020-06"),
        ("She will be sentenced on [July 12].", "2024-07-12"),
        ("He was jailed for [four and a half years] at Leeds Crown Court on [Monday].", "P4.5Y 2024-05-13"),
        ("The hearing was adjourned until [June 3].", "2024-06-03"),
        ("The court heard that on [the night of November 5] he had been drinking.", "2023-11-05TNI"),
        ("She denies murdering him on [12 December last year].", "2023-12-12"),
        ("The judge gave him until [Friday] to appeal.", "2024-05-17"),
        ("A jury was sworn in on [Tuesday] and the trial is expected to last [six weeks].", "2024-05-14 P6W"),
        ("He pleaded guilty in [November] to three counts.", "2023-11"),
        ("The trial, which began in [March], is to end in [August].", "2024-03 2024-08"),
        ("An inquest was opened on [9 May] and adjourned to [17 September].", "2024-05-09 2024-09-17"),
        ("The murder took place in [the early hours of New Year's Day].", "2024-01-01TMO"),
        ("He could be freed as early as [2031].", "2031"),
        ("He served [10 months] of a [two-year] sentence.", "P10M P2Y"),
        ("The appeal was dismissed [nearly three years] after the verdict.", "P3Y"),
        ("She was found at about [4:45 p.m. on Sunday].", "2024-05-12T16:45"),
        ("The assault happened at around [2.30am on Saturday, 11 May].", "2024-05-11T02:30"),
    ]);
}

#[test]
fn british_indian_australian() {
    check(&[
        ("The council met on [Tuesday evening].", "2024-05-14TEV"),
        ("Voters go to the polls on [Thursday week].", "2024-05-23"),
        ("He was arrested [last Thursday] and released at [the weekend].", "2024-05-09 2024-W19-WE"),
        ("The store will open in [a fortnight].", "2024-W22"),
        ("She left [a fortnight ago].", "2024-W18"),
        ("The monsoon will reach Kerala by [May 31], the department said [Wednesday].", "2024-05-31 2024-05-15"),
        ("The scheme was launched in FY [2022]-[23].", "2022 2023"),
        ("The budget for [2024]-[25] was tabled in [February].", "2024 2025 2024-02"),
        ("Polling in the sixth phase will be held on [May 25].", "2024-05-25"),
        ("The bushfires of [2019]-[20] burned for [months].", "2019 2020 PXM"),
        ("It will open in [the new year].", "2025-01"),
        ("[Tomorrow night]'s match is off.", "2024-05-16TNI"),
        ("From [1 April], bills rise.", "2024-04-01"),
        ("[Anzac Day] falls on a [Thursday] [this year].", "2024-04-25 XXXX-WXX-4 2024"),
        ("The school holidays begin on [20 July].", "2024-07-20"),
        ("Petrol prices rose by Rs 2 on [Monday midnight].", "2024-05-13T24:00"),
        ("The Lok Sabha was adjourned sine die on [February 10].", "2024-02-10"),
    ]);
}

#[test]
fn science() {
    check(&[
        ("The comet will be nearest on [Oct. 12].", "2024-10-12"),
        ("Ice of [the last 800,000 years] was drilled.", "P800000Y"),
        ("The species died out [66 million years ago].", "PAST_REF"),
        ("The probe, launched in [August 2018], will pass Venus in [November].", "2018-08 2024-11"),
        ("By [2050] seas may rise by 30 cm, and by [the end of the century] by a metre.", "2050 20"),
        ("The study followed 4,000 people from [2003] to [2015].", "2003 2015"),
        ("In [the 1600s] it was feared.", "16"),
        ("A full moon is seen [every 29.5 days].", "P29.5D"),
        ("The dish went silent in [mid-November 2023].", "2023-11"),
        ("It takes light [eight minutes] to reach us.", "PT8M"),
        ("The next eclipse is in [2044].", "2044"),
    ]);
}

#[test]
fn obituaries() {
    check(&[
        ("He died on [Sunday] at his home in Bath. He was 91.", "2024-05-12"),
        ("Ada Stone, who died [last week] aged 84, was born on [2 May 1940] in Hull.", "2024-W19 1940-05-02"),
        ("She married in [1962]; her husband died in [1999].", "1962 1999"),
        ("She was born in [1933], the daughter of a smith.", "1933"),
        ("A memorial will be held on [June 8].", "2024-06-08"),
        ("He retired in [2001] and taught until [last year].", "2001 2023"),
    ]);
}

#[test]
fn wires() {
    check(&[
        ("LIMA, [May 14] (Wire) - A quake shook Peru on [Tuesday], killing two, police said.", "2024-05-14 2024-05-14"),
        ("The two sides agreed on [Monday] to meet on [Thursday].", "2024-05-13 2024-05-16"),
        ("Talks are to resume [next week], he told reporters on [Wednesday].", "2024-W21 2024-05-15"),
        ("Rebels attacked the town at [dawn on Tuesday].", "2024-05-14TMO"),
        ("The president, elected in [2019], has said he will not run in [2024].", "2019 2024"),
        ("The ceasefire, which took effect on [April 7], expired on [Sunday].", "2024-04-07 2024-05-12"),
        ("More than 300 people have died since [October].", "2023-10"),
        ("The army said it had taken the hill late on [Monday].", "2024-05-13"),
        ("It was the third attack in [a week].", "P1W"),
        ("The attack came [a day] after a similar raid.", "P1D"),
        ("He is expected to arrive in Oslo on [Friday] for a [two-day] visit.", "2024-05-17 P2D"),
        ("The two last met in [July 2022] in Ankara.", "2022-07"),
        ("Since then, no talks have been held.", ""),
        ("The embargo took effect at [midnight].", "2024-05-15T24:00"),
        ("The ministers will meet on the sidelines.", ""),
        ("A [24-hour] curfew was lifted on [Sunday morning].", "PT24H 2024-05-12TMO"),
        ("They were seized on [Saturday], [a day] after the raid.", "2024-05-11 P1D"),
        ("The deadline is [midnight on May 31].", "2024-05-31T24:00"),
        ("The prime minister resigned [hours] after the vote.", "PTXH"),
        ("He took office on [January 20, 2021].", "2021-01-20"),
        ("The bombing, on the second anniversary of the war, killed three.", ""),
        ("In [the first three months] of [this year], 400 people drowned.", "P3M 2024"),
        ("The blast occurred shortly after [noon].", "2024-05-15T12:00"),
        ("Police were called at [10:40 p.m. Monday].", "2024-05-13T22:40"),
        ("Flights will resume at [6 a.m. local time on Thursday].", "2024-05-16T06:00"),
        ("The storm is expected to make landfall [Thursday night] or [Friday morning].", "2024-05-16TNI 2024-05-17TMO"),
        ("The two countries restored ties in [2016] after [seven years] of estrangement.", "2016 P7Y"),
        ("Elections were held in [2018] and [2022]; the next are due in [2026].", "2018 2022 2026"),
        ("He spoke [a day] before the summit.", "P1D"),
        ("He was last seen [two weeks ago], on [April 30].", "2024-W18 2024-04-30"),
        ("The agency has until [the end of June] to answer.", "2024-06"),
        ("Her term runs until [January 2027].", "2027-01"),
        ("The camp has been closed since [last August].", "2023-08"),
        ("She said on [Friday] that the port would reopen [next Monday].", "2024-05-10 2024-05-20"),
        ("It was built in [the 18th century] and restored in [the 1990s].", "17 199"),
        ("He was killed on [May 2, 2011].", "2011-05-02"),
        ("A state of emergency will remain in place through [Sunday].", "2024-05-19"),
        ("The road is closed until further notice.", ""),
        ("She called it the worst flood in a generation.", ""),
        ("They had been together for [more than 20 years].", "P20Y"),
        ("The museum is closed on [Mondays].", "XXXX-WXX-1"),
    ]);
}

#[test]
fn local_news() {
    check(&[
        ("The fair runs [Friday] through [Sunday] at the park.", "2024-05-17 2024-05-19"),
        ("Main Street will be closed from [8 p.m. Thursday] to [5 a.m. Friday].", "2024-05-16T20:00 2024-05-17T05:00"),
        ("The board meets on [the second Tuesday of each month].", "P1M"),
        ("A hearing is set for [7 p.m. May 28] at city hall.", "2024-05-28T19:00"),
        ("The crash happened just before [3 p.m. Saturday] on Route 9.", "2024-05-11T15:00"),
        ("He has coached here for the past 12 seasons.", ""),
        ("Classes begin [Aug. 26].", "2024-08-26"),
        ("The pool opens [Memorial Day weekend].", "2024-W21-WE"),
        ("Leaf pickup starts [the week of Oct. 7].", "2024-W41"),
        ("Tickets go on sale at [10 a.m. Friday].", "2024-05-17T10:00"),
        ("The bridge will be closed [June 3]-[7].", "2024-06-03 2024-06-07"),
        ("The festival returns [this fall].", "2024-FA"),
    ]);
}

#[test]
fn military() {
    check(&[
        ("The brigade returned on [4 May] after a [nine-month] deployment.", "2024-05-04 P9M"),
        ("At [0430 hours] the first wave landed.", "2024-05-15T04:30"),
        ("The frigate sailed on [the 12th] and is due back on [the 28th].", "2024-05-12 2024-05-28"),
        ("From [2003] to [2011], the base held 5,000 troops.", "2003 2011"),
        ("The exercise, from [May 20] to [June 7], is the largest since the Cold War.", "2024-05-20 2024-06-07"),
        ("Troops will leave by [Aug. 31], [a month] earlier than planned.", "2024-08-31 P1M"),
        ("On [June 6, 1944], they landed; by [the end of that month], the port had fallen.", "1944-06-06 1944-06"),
    ]);
}

#[test]
fn of_all_kinds() {
    check(&[
        ("As of [Friday], 40 were missing.", "2024-05-10"),
        ("It rained for [the past 24 hours].", "PT24H"),
        ("She was held for the first time in [17 years].", "P17Y"),
        ("A storm moved in [overnight Tuesday].", "2024-05-14TNI"),
        ("Snow fell [overnight Monday] into [Tuesday].", "2024-05-13TNI 2024-05-14"),
        ("It will be closed for the rest of [the year].", "2024"),
        ("They meet [next Tuesday] and [Wednesday].", "2024-05-21 2024-05-22"),
        ("He was first elected in [2008] and re-elected in [2012].", "2008 2012"),
        ("In [the year] to [March], exports fell.", "P1Y 2024-03"),
        ("The deficit for [the year] ended [Dec. 31] was wide.", "P1Y 2023-12-31"),
        ("By [year's end] it will be gone.", "2024"),
        ("She comes [a week from today].", "2024-05-22"),
        ("[The morning of March 3, 2011], it rained.", "2011-03-03TMO"),
        ("The bus came at [6:30 this morning].", "2024-05-15T06:30"),
        ("It was signed on [Monday of last week].", "2024-05-06"),
        ("They planned to meet between [9] and [10 a.m.]", "2024-05-15T09:00 2024-05-15T10:00"),
        ("He was found at [11 a.m. ET (3 p.m. GMT) on Monday].", "2024-05-13T11:00"),
        ("She spoke [Wednesday at noon].", "2024-05-15T12:00"),
        ("Trains were late all week.", ""),
        ("It fell from [the late 1990s] to [the early 2000s].", "199 200"),
        ("[Two weeks later], on [May 3], he fled.", "2024-05-03 2024-05-03"),
        ("The shop opened in [March 2013] and closed [six months later].", "2013-03 2013-09"),
        ("On [Tuesday], [a day] after the vote, he quit.", "2024-05-14 P1D"),
        ("He quit on [Tuesday], [one day] after the vote.", "2024-05-14 P1D"),
        ("She arrived [two days before Christmas].", "2023-12-23"),
        ("The port will be shut from [Monday] until [Wednesday].", "2024-05-20 2024-05-22"),
        ("The plant, closed since [April], will reopen by [September].", "2024-04 2024-09"),
        ("He will stand trial in [October], a court ruled [Tuesday].", "2024-10 2024-05-14"),
        ("The ban, which begins in [June], will last until [December].", "2024-06 2024-12"),
        ("In [January], the company said it would cut 400 jobs by [March].", "2024-01 2024-03"),
        ("In [November], she said she would run in [2026].", "2023-11 2026"),
        ("The company said in [February] that it expected to reopen the mine in [August].", "2024-02 2024-08"),
        ("She was to have left in [April].", "2024-04"),
        ("The vote, scheduled for [June 2], was called after the premier quit in [March].", "2024-06-02 2024-03"),
        ("The index was up 12 percent in [May], its best month since [November 2022].", "2024-05 2022-11"),
        ("Police arrested him on [Nov. 30].", "2023-11-30"),
        ("Elections are due by [January 28].", "2025-01-28"),
        ("The parties have until [Dec. 1] to agree.", "2024-12-01"),
        ("The tax expires on [Dec. 31].", "2024-12-31"),
        ("He had been due to leave on [April 30].", "2024-04-30"),
        ("The fair, held [every August], drew 40,000 [last year].", "XXXX-08 2023"),
        ("Prices peaked in [the summer of 2022] and have fallen since.", "2022-SU"),
        ("She begins work on [Sept. 1], he said on [Monday].", "2024-09-01 2024-05-13"),
        ("The [two-week] strike ended [early Tuesday].", "P2W 2024-05-14"),
        ("He flew home [late Sunday night].", "2024-05-12TNI"),
        ("The fire began around [3 a.m. on Wednesday].", "2024-05-15T03:00"),
        ("In [the last quarter of 2023] it lost money.", "2023-Q4"),
        ("Net sales for [the first nine months] of the year rose.", "P9M"),
        ("[A year ago], the yard had 40 workers.", "2023"),
        ("He won [a year ago this week].", "2023-W20"),
        ("At [this time last year], the lake was full.", "2023-05"),
        ("The war began [20 years ago this month].", "2004-05"),
        ("It was the first strike in [more than a decade].", "P10Y"),
        ("In [2022], [the year after] the flood, she left.", "2022 XXXX"),
        ("[Three days earlier], a bus had crashed.", "2024-05-12"),
        ("They will meet in [the coming weeks].", "PXW"),
        ("The dam was finished [a decade] ahead of schedule.", "P10Y"),
        ("About [two weeks] before the vote, she quit.", "P2W"),
        ("It has been shut for [three and a half years].", "P3.5Y"),
        ("The clinic opened [a year and a half ago].", "2022-11"),
        ("Prices rose 5 percent a year.", ""),
        ("He paid $20 [a month].", "P1M"),
        ("The ship sank in [minutes].", "PTXM"),
        ("The talks ran into [Sunday night].", "2024-05-12TNI"),
        ("The drug will be sold from [next spring].", "2025-SP"),
        ("She has led the party since [last fall].", "2023-FA"),
        ("The trial will resume on [Thursday, May 23].", "2024-05-23"),
        ("He was shot [Saturday, May 4], in his car.", "2024-05-04"),
        ("The crash of [October 29, 1929], came first.", "1929-10-29"),
        ("The poll was taken [May 3]-[6].", "2024-05-03 2024-05-06"),
        ("The poll was conducted from [April 29] through [May 2].", "2024-04-29 2024-05-02"),
        ("The fight on [9] and [10 May] left 40 dead.", "2024-05-09 2024-05-10"),
        ("The store closed in [mid-April].", "2024-04"),
        ("He will be 80 in [December].", "2024-12"),
        ("She turned 60 in [March].", "2024-03"),
        ("The treaty expires at [the end of 2025].", "2025"),
        ("It is the worst drought since [1911].", "1911"),
        ("It will be the first since [the 1960s].", "196"),
        ("The [first-quarter] figures came out on [April 30].", "2024-Q1 2024-04-30"),
        ("Exports grew at an annual rate of 4 percent.", ""),
        ("Sales grew year on year.", ""),
        ("The rate fell to 3 percent from 4 percent in [March].", "2024-03"),
        ("The rate, 4 percent in [March], rose to 5 percent in [April].", "2024-03 2024-04"),
        ("It was 40 degrees at [noon on Sunday].", "2024-05-12T12:00"),
        ("They marched [every Sunday] for [a year].", "XXXX-WXX-7 P1Y"),
        ("The club meets [the first Friday of each month].", "P1M"),
        ("He works [12 hours] [a day].", "PT12H P1D"),
        ("The [Oct. 7] attack killed many.", "2023-10-07"),
        ("Ahead of the [July 4] holiday, prices rose.", "2024-07-04"),
        ("The [June 27] debate will be in Ohio.", "2024-06-27"),
        ("In a [Monday] statement, the firm said so.", "2024-05-13"),
        ("The [Tuesday night] fire killed two.", "2024-05-14TNI"),
        ("The [2028] Games will be in the city.", "2028"),
        ("He was mayor from [1994] until [2002].", "1994 2002"),
        ("He was mayor ([1994]-[2002]).", "1994 2002"),
        ("The ship was lost in [January 1915], [four months] before the Lusitania.", "1915-01 P4M"),
    ]);
}

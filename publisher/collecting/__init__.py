"""Pages -> one collection: stage 2.

    collection  each topic once, in order, with id, letter and relations
    letters     titles -> their readings in pinyin, and the letters of the index
    links       those that lead to none of the pages
    readings    Han text -> its syllables, by one table (readings.txt)
    scripts     simplified or traditional: a doubt about the language of a collection

A title is one topic, however many pages tell of it.
"""

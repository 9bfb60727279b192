"""Personal data: requests of the people it is about, with their lawful clocks; incidents; what is held on a person.

Law 91/2025/QH15 and Decree 356/2025/NĐ-CP. Stands above programmes, so that it may ask every floor what it holds.
"""

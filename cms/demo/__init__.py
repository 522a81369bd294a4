"""The demo site: a department's portal as it looks on its first working day.

Texts are our own, modelled on the structure and facts of published plans; the people who sign
them are invented. `manage.py load_demo` may run again and again: what exists stays as editors left it.
"""

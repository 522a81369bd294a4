"""What stands between an anonymous visitor's form and the office's database.

Why these forms are exempt from Django's CSRF check (`csrf_exempt`): that check stops a foreign site from
using *my login*. Here nobody is logged in, the sender has no authority that could be abused, and a CSRF
cookie would make the form useless for people who block cookies and every page that shows one uncacheable.
In its place stand, for each form:

- `origin`: the browser says which site sent the form; another site's form is not taken;
- `token`: a signed token with the form's name, the moment it was first shown and a submission key. It cannot
  be made up or moved to another form; the key makes double clicks, F5, Back and retries one submission;
- `arrival`: a field nobody can see and the time between showing and sending. Both only raise a flag for the
  clerk. A person's form is never dropped and never answered differently, so robots learn nothing;
- `limits`: a body too big or with too many fields is refused before it is read.

Whatever is wrong with origin or token, the form comes back filled in with a fresh token: nobody types twice.

`fields`, `phone`, `email_address` and `tax_code` read what Vietnamese visitors type, cleaned by `cms.text`.
"""

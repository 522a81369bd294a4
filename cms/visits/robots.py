"""Programs that open pages without a person: told by how they name themselves."""

import re

_NAMES = [
    # what says so itself (CUBOT is a telephone)
    r"(?<!cu)bot(?:\b|[_-])|robot|crawl|spider|slurp|scrap(?:er|y|ing)|archiver|harvest|indexer|feedfetcher",
    # search engines, link previews and assistants whose name says nothing
    r"mediapartners-google|google-(?:read-aloud|inspectiontool|extended|safety)|googleother|apis-google",
    r"bingpreview|yandex(?!search)|duckduckgo-favicons|facebookexternalhit|meta-external|whatsapp/|skypeuripreview",
    r"slack-img|embedly|quora link|vkshare|w3c_|anthropic|claude-|chatgpt|oai-search|perplexity|cohere-",
    # browsers without a person
    r"headless|phantomjs|slimerjs|puppeteer|playwright|selenium|webdriver|cypress|htmlunit|splash|prerender",
    # measuring and watching
    r"lighthouse|pagespeed|gtmetrix|webpagetest|pingdom|uptime|statuscake|site24x7|nagios|zabbix|icinga|monitor",
    r"healthcheck|kube-probe|elb-health|newrelic|datadog|checkly|betterstack|validator|linkcheck|check_http",
    # tools that put a browser's name in front of their own
    r"\bcurl|\bwget|libwww|\blwp|python|aiohttp|httpx|\bjava/|okhttp|apache-http|go-http|golang|\bruby|guzzle|\bphp/",
    r"\bperl|node-fetch|axios|undici|postman|insomnia|winhttp|powershell|httpie|libfetch|nutch|heritrix|httrack",
    r"teleport|ahrefs|semrush|sqlmap|nikto|\bnmap|masscan|zgrab|nuclei|wpscan|\bk6/|jmeter|vegeta|\bsiege|locust|reqwest",
]
_ROBOT = re.compile("|".join(_NAMES), re.IGNORECASE)


def is_robot(user_agent: str) -> bool:
    """Whether this User-Agent is a program's: it names itself so, or no browser would send it.

    Browsers begin with "Mozilla/" or "Opera/" and go on with their system; since Internet Explorer only
    programs call themselves "compatible".
    """
    name = user_agent.strip()
    if not name.startswith(("Mozilla/", "Opera/")) or not 20 <= len(name) <= 1000:
        return True
    if "(compatible;" in name and "MSIE" not in name:
        return True
    return _ROBOT.search(name) is not None

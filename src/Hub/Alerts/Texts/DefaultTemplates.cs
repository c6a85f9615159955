namespace FlextMonitor.Hub.Alerts.Texts;

/// <summary>The texts of channels that have no templates of their own.</summary>
internal static class DefaultTemplates
{
    public const string Title = "{{ heading }}{% if first %}: {{ first.title }} ({{ first.daemon }}){% if others > 0 %} and {{ others }} more{% endif %}{% endif %}{% if report %}: {{ report.title }}{% endif %}";

    public const string Body = """
        {% if late %}{% if report %}It was due{% else %}Happened{% endif %} at {{ at }}{% if report %}. It is{% else %},{% endif %} sent late.
        {% endif %}{% if event == 'test' %}This is a test of the channel. Nothing is wrong.
        {% endif %}{% for p in problems %}{% if total == 1 %}{{ what }}.
        Severity: {{ p.severity }}
        Daemon: {{ p.daemon }}
        {% if p.pipeline %}Pipeline: {{ p.pipeline }}
        {% endif %}{% if p.component %}Component: {{ p.component }}
        {% endif %}Since: {{ p.since }}
        {% if p.resolved %}Resolved: {{ p.resolved }}
        {% endif %}{% if p.unseen_since %}Cannot be observed since: {{ p.unseen_since }}
        {% endif %}{% if p.detail %}Detail: {{ p.detail }}
        {% endif %}{% if p.count %}Count: {{ p.count }}
        {% endif %}{% if p.last_good %}Last good run: {{ p.last_good }}
        {% endif %}{% if p.acknowledged_by %}Acknowledged by: {{ p.acknowledged_by }}
        {% endif %}{% if p.runbook %}Runbook: {{ p.runbook }}
        {% endif %}{% else %}{% if forloop.first %}{{ what }}.
        {% endif %}- {{ p.title }} ({{ p.severity }}, {{ p.daemon }}), since {{ p.since }}{% if p.resolved %}, resolved {{ p.resolved }}{% endif %}{% if p.detail %}: {{ p.detail_short }}{% endif %}
        {% endif %}{% endfor %}{% if more > 0 %}and {{ more }} more
        {% endif %}{% if unseen %}Could not be observed from {{ unseen.from }} to {{ unseen.to }}.
        {% for run in unseen.runs %}{% if forloop.first %}Runs meanwhile:
        {% endif %}- {{ run.pipeline }}: {{ run.status }}, started {{ run.started }}{% if run.ended %}, ended {{ run.ended }}{% endif %}
        {% else %}No run of this time is known.
        {% endfor %}{% for start in unseen.missed %}{% if forloop.first %}Starts that did not take place:
        {% endif %}- {{ start.pipeline }}, due {{ start.due }}
        {% endfor %}{% endif %}{% if report %}{% if report.missed > 0 %}Earlier reports that were not made, because the monitor was away: {{ report.missed }}
        {% endif %}From: {{ report.from }}
        To: {{ report.to }}
        Zone: {{ report.zone }}
        Daemons: {{ report.daemons }}
        Made with the rights of: {{ report.owner }}
        {% if report.is_attached %}The report is attached ({{ report.megabytes }} MB). It{% else %}The report ({{ report.megabytes }} MB){% endif %} can be read after signing in until {{ report.link_ends }}:
        {% endif %}{{ link }}
        """;
}

using System.Text.Json.Nodes;
using FlextMonitor.Hub.Alerts.Texts;

namespace FlextMonitor.Hub.Alerts.Channels;

/// <summary>Collects what is wrong with the settings of a channel.</summary>
internal sealed class SettingsCheck(JsonObject settings)
{
    private readonly Dictionary<string, string[]> _failures = new(StringComparer.Ordinal);
    private readonly List<string> _known = [];

    /// <summary>An address to call.</summary>
    public SettingsCheck Url(string name, bool required = true) => Add(name, IsMissing(name) ? !required : TargetUrl.TryRead(settings.Text(name), out _), TargetUrl.Allowed);

    /// <summary>A text of one line.</summary>
    public SettingsCheck Text(string name, int longest, bool required = true) => Add(
        name, IsMissing(name) ? !required : settings.Text(name) is { } text && text.Length <= longest && !text.Any(char.IsControl), $"must be a text of 1 to {longest} characters in one line");

    /// <summary>A text that something else decides about.</summary>
    /// <param name="name">The setting.</param>
    /// <param name="isValid">Whether a text is allowed.</param>
    /// <param name="allowed">What is allowed, as the end of a sentence that begins with the name.</param>
    /// <param name="required">Whether it must be there.</param>
    public SettingsCheck Text(string name, Predicate<string> isValid, string allowed, bool required = true) =>
        Add(name, IsMissing(name) ? !required : settings.Text(name) is { } text && isValid(text), allowed);

    /// <summary>One of some words; the first one is meant if it is missing.</summary>
    public SettingsCheck OneOf(string name, IReadOnlyCollection<string> words) =>
        Add(name, IsMissing(name) || (settings.Text(name) is { } text && words.Contains(text)), $"must be {string.Join(" or ", words)}");

    /// <summary>A list of texts.</summary>
    public SettingsCheck Texts(string name, int least, int most, Predicate<string> isValid, string allowed)
    {
        var values = settings[name] as JsonArray;
        var texts = settings.Texts(name);
        var isGood = IsMissing(name) ? least == 0 : values is not null && values.Count == texts.Count && texts.Count >= least && texts.Count <= most && texts.All(text => isValid(text));
        return Add(name, isGood, allowed);
    }

    /// <summary>What is wrong, by the setting's name; that of templates and of settings that the kind does not have, too.</summary>
    /// <param name="hasTexts">Whether the kind sends texts, which templates may replace.</param>
    public IReadOnlyDictionary<string, string[]> Finish(bool hasTexts = true)
    {
        string[] known = hasTexts ? [.. _known, MessageTexts.Title, MessageTexts.Body] : [.. _known];
        if (hasTexts)
        {
            MessageTexts.Check(settings, _failures);
        }

        foreach (var (name, _) in settings)
        {
            if (!known.Contains(name))
            {
                _failures[name] = [$"Unknown setting '{name}'. Known settings: {string.Join(", ", known)}."];
            }
        }

        return _failures;
    }

    private bool IsMissing(string name) => settings[name] is null || (settings[name] is JsonValue value && value.TryGetValue<string>(out var text) && text.Length == 0);

    private SettingsCheck Add(string name, bool isGood, string allowed)
    {
        _known.Add(name);
        if (!isGood)
        {
            _failures[name] = [$"{name} {allowed}"];
        }

        return this;
    }
}

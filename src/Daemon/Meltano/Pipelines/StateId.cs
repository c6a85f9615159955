using System.Text.RegularExpressions;

namespace FlextMonitor.Daemon.Meltano.Pipelines;

/// <summary>
/// The state id of a run, the column <c>job_name</c>. <c>meltano run</c> makes it of the environment, the extractor and the loader:
/// <c>prod:tap-github-to-target-postgres:suffix</c>. <c>meltano elt</c> takes any text, and makes <c>2024-05-01T120000--tap-github--target-postgres</c>
/// without one.
/// </summary>
internal sealed partial record StateId
{
    private StateId(string text, string? environment, string core, string? suffix)
    {
        Text = text;
        Environment = environment;
        Core = core;
        Suffix = suffix;
    }

    /// <summary>The whole text.</summary>
    public string Text { get; }

    /// <summary>What stands before the first colon; <c>null</c> without one.</summary>
    public string? Environment { get; }

    /// <summary>What stands between the environment and the suffix, without a time at its start.</summary>
    public string Core { get; }

    /// <summary>What stands after the second colon; <c>null</c> without one.</summary>
    public string? Suffix { get; }

    /// <summary>The name of a pipeline that consists of this state id: the text without a time at its start, which is another in each run.</summary>
    public string PipelineName => Environment is null ? Core : Text;

    /// <summary>Takes any text apart.</summary>
    public static StateId Parse(string text)
    {
        if (Dated().Match(text) is { Success: true } dated)
        {
            return new StateId(text, null, dated.Groups["pair"].Value, null);
        }

        var first = text.IndexOf(':', StringComparison.Ordinal);
        if (first < 0)
        {
            return new StateId(text, null, text, null);
        }

        var second = text.IndexOf(':', first + 1);
        return second < 0
            ? new StateId(text, text[..first], text[(first + 1)..], null)
            : new StateId(text, text[..first], text[(first + 1)..second], text[(second + 1)..]);
    }

    /// <summary>What <c>meltano run</c> calls the state of an extractor and a loader, without environment and suffix.</summary>
    public static string CoreOf(string extractor, string loader) => $"{extractor}-to-{loader}";

    [GeneratedRegex(@"^\d{4}-\d{2}-\d{2}T\d{6}--(?<pair>.+--.+)\z", RegexOptions.Singleline)]
    private static partial Regex Dated();
}

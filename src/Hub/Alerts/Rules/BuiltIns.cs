using FlextMonitor.Hub.Problems.Rules;

namespace FlextMonitor.Hub.Alerts.Rules;

/// <summary>The rules that come with the program, as they are unless people change them.</summary>
/// <param name="Rules">In no order.</param>
internal sealed record BuiltIns(IReadOnlyList<Rule> Rules);

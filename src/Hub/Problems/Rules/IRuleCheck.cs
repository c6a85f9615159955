using System.Text.Json.Nodes;

namespace FlextMonitor.Hub.Problems.Rules;

/// <summary>Knows the settings of each kind of rule.</summary>
public interface IRuleCheck
{
    /// <summary>What is wrong with the settings of a rule, by the setting's name, each with what is allowed; empty if they can be used.</summary>
    IReadOnlyDictionary<string, string[]> Check(string kind, JsonObject settings);
}

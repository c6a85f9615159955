using System.Collections;
using System.Collections.Immutable;
using FlextMonitor.Daemon.Meltano.Project;
using FlextMonitor.Daemon.Meltano.Settings;

namespace FlextMonitor.Daemon.Meltano.Logs.Secrets;

/// <summary>
/// The mask of a project's secrets: those of its files, of the environment, of the daemon's settings, and of the variables with which callers started runs. It is made again
/// when any of them changes. Safe for concurrent calls.
/// </summary>
internal sealed class ProjectSecrets(MeltanoOptions options, ProjectFiles files)
{
    /// <summary>The shell's working directory, which has the name of a password.</summary>
    private const string WorkingDirectory = "PWD";

    private ImmutableHashSet<KeyValuePair<string, string>> _ofCallers = [];
    private volatile Made? _made;

    /// <summary>The mask for the secrets as they are now.</summary>
    public SecretMask Mask
    {
        get
        {
            var (project, callers) = (files.Current ?? new MeltanoProject(), _ofCallers);
            if (_made is { } made && ReferenceEquals(made.Project, project) && ReferenceEquals(made.Callers, callers))
            {
                return made.Mask;
            }

            var mask = new SecretMask(SecretValues.Collect([.. project.Settings, .. project.Variables, .. Own(), .. callers], project.SecretSettings));
            _made = new Made(project, callers, mask);
            return mask;
        }
    }

    /// <summary>Adds the variables of a run that a caller starts: what it writes, and its row, may show them.</summary>
    public void Add(IEnumerable<KeyValuePair<string, string>> variables) => ImmutableInterlocked.Update(ref _ofCallers, (known, added) => known.Union(added), variables);

    private IEnumerable<KeyValuePair<string, string>> Own() => Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
        .Select(variable => KeyValuePair.Create((string)variable.Key, (string?)variable.Value ?? ""))
        .Where(variable => variable.Key != WorkingDirectory)
        .Append(KeyValuePair.Create(nameof(MeltanoOptions.DatabaseUri), options.DatabaseUri ?? ""));

    private sealed record Made(MeltanoProject Project, ImmutableHashSet<KeyValuePair<string, string>> Callers, SecretMask Mask);
}

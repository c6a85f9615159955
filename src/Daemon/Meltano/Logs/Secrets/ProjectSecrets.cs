using System.Collections;
using FlextMonitor.Daemon.Meltano.Project;
using FlextMonitor.Daemon.Meltano.Settings;

namespace FlextMonitor.Daemon.Meltano.Logs.Secrets;

/// <summary>The mask of a project's secrets: those of its files, of the environment and of the daemon's settings. It is made again when the files change.</summary>
internal sealed class ProjectSecrets(MeltanoOptions options, ProjectFiles files)
{
    /// <summary>The shell's working directory, which has the name of a password.</summary>
    private const string WorkingDirectory = "PWD";

    private volatile Made? _made;

    /// <summary>The mask for the files as they are now.</summary>
    public SecretMask Mask
    {
        get
        {
            var project = files.Current ?? new MeltanoProject();
            if (_made is { } made && ReferenceEquals(made.Project, project))
            {
                return made.Mask;
            }

            var mask = new SecretMask(SecretValues.Collect([.. project.Config, .. project.Variables, .. Own()], project.SecretSettings));
            _made = new Made(project, mask);
            return mask;
        }
    }

    private IEnumerable<KeyValuePair<string, string>> Own() => Environment.GetEnvironmentVariables().Cast<DictionaryEntry>()
        .Select(variable => KeyValuePair.Create((string)variable.Key, (string?)variable.Value ?? ""))
        .Where(variable => variable.Key != WorkingDirectory)
        .Append(KeyValuePair.Create(nameof(MeltanoOptions.DatabaseUri), options.DatabaseUri ?? ""));

    private sealed record Made(MeltanoProject Project, SecretMask Mask);
}

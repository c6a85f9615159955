using System.Data.Common;
using FlextMonitor.Collector.Cluster;
using FlextMonitor.Hub.Storage;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Web.Startup;

/// <summary>Refuses settings of several processes that cannot work together.</summary>
internal sealed class ClusterCheck(IConfiguration configuration) : IValidateOptions<ClusterOptions>
{
    private const string Roles = $"{ClusterOptions.Section}:{nameof(ClusterOptions.Roles)}";

    public ValidateOptionsResult Validate(string? name, ClusterOptions options)
    {
        if (options.Failures.Count > 0)
        {
            return ValidateOptionsResult.Skip;
        }

        if (options.IsShared && !IsPostgres(configuration.GetConnectionString(StoreName.Monitor.Name)))
        {
            return ValidateOptionsResult.Fail(
                "ConnectionStrings:Redis is for several processes, which need a PostgreSQL database too, but ConnectionStrings:Monitor names none. Set it to Host=…;Database=…;Username=…;Password=…, or leave ConnectionStrings:Redis out");
        }

        if (!options.IsShared && options.Roles != ClusterRoles.All)
        {
            return ValidateOptionsResult.Fail($"{Roles} is '{configuration[Roles]}', but must be left out without ConnectionStrings:Redis: one process does everything");
        }

        return options.Roles.HasFlag(ClusterRoles.Hub)
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail($"{Roles} is '{configuration[Roles]}', but must hold hub: FlextMonitor.Collector is the program of a collector alone");
    }

    private static bool IsPostgres(string? connectionString)
    {
        try
        {
            var parts = new DbConnectionStringBuilder { ConnectionString = connectionString ?? "" };
            return parts.ContainsKey("Host") || parts.ContainsKey("Server");
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}

using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace FlextMonitor.Hub.Dashboards;

/// <summary>Checks the settings of dashboards.</summary>
internal sealed class DashboardOptionsValidation(IHostEnvironment environment) : IValidateOptions<DashboardOptions>
{
    public ValidateOptionsResult Validate(string? name, DashboardOptions options) =>
        string.IsNullOrEmpty(options.Folder) || Directory.Exists(Path.Combine(environment.ContentRootPath, options.Folder))
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail($"{DashboardOptions.Section}:{nameof(DashboardOptions.Folder)} is '{options.Folder}', but must be a folder that exists, with dashboards as .json files");
}

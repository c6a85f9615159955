using FlextMonitor.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace FlextMonitor.Samples.Tests;

/// <summary>Counts the calls of a host's endpoints, so that a test knows how a program got its tokens.</summary>
internal sealed class AccountCalls : IStartupFilter
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, int> _counts = [];
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => application =>
    {
        application.Use((context, following) => CountAsync(context, following));
        next(application);
    };

    /// <summary>How often a path has been called and answered.</summary>
    public int Of(string path)
    {
        lock (_gate)
        {
            return _counts.GetValueOrDefault(path);
        }
    }

    /// <summary>Waits until a path has been called more often than so many times.</summary>
    public async Task MoreThanAsync(int count, string path)
    {
        while (true)
        {
            Task changed;
            lock (_gate)
            {
                changed = _changed.Task;
                if (_counts.GetValueOrDefault(path) > count)
                {
                    return;
                }
            }

            await changed.DefaultTimeout();
        }
    }

    private async Task CountAsync(HttpContext context, RequestDelegate next)
    {
        var path = context.Request.Path.Value!;
        await next(context);
        lock (_gate)
        {
            _counts[path] = _counts.GetValueOrDefault(path) + 1;
            _changed.TrySetResult();
            _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }
}

using FlextMonitor.Hosting.Programs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace FlextMonitor.Hosting.Tests.Programs;

public sealed class SingletonMiddlewareTests
{
    [Fact]
    public async Task UseSingleton_SeveralRequests_RunThroughTheOneInstance()
    {
        await using var services = new ServiceCollection().AddSingleton<Counting>().BuildServiceProvider();
        var application = new ApplicationBuilder(services);
        var reached = 0;
        application.UseSingleton<Counting>().Run(_ =>
        {
            reached++;
            return Task.CompletedTask;
        });
        var pipeline = application.Build();

        await pipeline(new DefaultHttpContext());
        await pipeline(new DefaultHttpContext());

        services.GetRequiredService<Counting>().Requests.ShouldBe(2);
        reached.ShouldBe(2);
    }

    private sealed class Counting : IMiddleware
    {
        public int Requests { get; private set; }

        public Task InvokeAsync(HttpContext context, RequestDelegate next)
        {
            Requests++;
            return next(context);
        }
    }
}

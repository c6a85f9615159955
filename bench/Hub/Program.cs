using FlextMonitor.Bench.Hub;
using FlextMonitor.Bench.Kit.Load;
using FlextMonitor.Collector.Feed;
using FlextMonitor.Collector.Sources;
using FlextMonitor.Hub.Access;
using FlextMonitor.Hub.Live;

var builder = WebApplication.CreateBuilder(args);
builder.Logging.SetMinimumLevel(LogLevel.Warning);
builder.Services.AddBenchAccess();
builder.Services.AddMemoryFeed();
builder.Services.AddSingleton<ISourceCatalog, DrivenSource>().AddSingleton<IDaemonCalls, DrivenSource>();
builder.Services.AddLive().AddSingleton<ICallerRights, EverybodyWatches>();
builder.Services.AddSingleton<ITopicSink, FeedSink>();
builder.Services.AddBeat(builder.Configuration);

var application = builder.Build();
application.UseAuthentication();
application.UseAuthorization();
application.MapBenchAccess();
application.MapLive();
application.Run();

// A module that does what no module may. The rules are tried on its types, each of which breaks one.

using MediatR;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using SharedKernel.Access;
using SharedKernel.Messaging;
using SharedKernel.Persistence;

namespace Rooms
{
    public static class RoomsModule
    {
        public static void AddRooms(this IHostApplicationBuilder builder) => _ = builder;

        public static void MapRooms(this IEndpointRouteBuilder routes) => _ = routes;
    }

    internal sealed class RoomsDb(DbContextOptions options, Current current, TimeProvider clock, OutboxSignal signal) : ModuleDb(options, current, clock, signal)
    {
        protected override string Schema => "rooms";

        public static RoomsDb Sample() =>
            new(new DbContextOptionsBuilder().UseSqlite("DataSource=:memory:").Options, new Current(), TimeProvider.System, new OutboxSignal());

        protected override void OnModelCreating(ModelBuilder modelBuilder)
        {
            modelBuilder.Entity<Guest>().HasKey(g => g.Number);
            modelBuilder.Entity<Chair>().Property(c => c.Colour).HasColumnType("TEXT");
            base.OnModelCreating(modelBuilder);
            modelBuilder.Entity<Chair>().HasQueryFilter(FirmFilter, null);
        }
    }

    internal sealed class Guest
    {
        public int Number { get; init; }

        public Guid FirmId { get; init; }
    }

    internal sealed class Chair : IFirmOwned
    {
        public Guid Id { get; init; }

        public Guid FirmId { get; init; }

        public string Colour { get; init; } = "";
    }

    internal sealed class SecondDb(DbContextOptions options, Current current, TimeProvider clock, OutboxSignal signal) : ModuleDb(options, current, clock, signal)
    {
        protected override string Schema => "rooms";
    }

    internal static class OpenRoom
    {
        internal sealed record Command : IRequest<Unit>;
    }

    internal static class OpenAllRooms
    {
        internal sealed class Handler(IMediator mediator)
        {
            public async Task Handle(CancellationToken token) => await mediator.Send(new OpenRoom.Command(), token);
        }
    }

    internal sealed record PaintRoomCommand : IRequest<Unit>;

    internal static class SweepRoom
    {
        internal sealed record Request : IRequest<Unit>;
    }

    internal sealed class Door
    {
        public IResult? Opened { get; init; }
    }

    internal sealed class Hourglass
    {
        public DateTime Turned { get; } = DateTime.UtcNow;
    }

    internal sealed class Peephole(RoomsDb db)
    {
        public Task<int> Count() => db.Outbox.IgnoreQueryFilters().CountAsync();
    }

    internal sealed class Chisel(RoomsDb db)
    {
        public Task<int> Carve(Guid firm) => db.Database.ExecuteSqlAsync($"DELETE FROM outbox WHERE \"FirmId\" = {firm}");
    }

    internal sealed class RoomHelper;
}

namespace Rooms.Rooms
{
    internal sealed class Wall;

    internal static class OpenRoom
    {
        internal sealed record Command : IRequest<Unit>;
    }
}

namespace Rooms.Contracts
{
    internal sealed record RoomOpened(Guid FirmId)
    {
        public const string Name = "rooms.room-opened.v1";
    }

    internal sealed record RoomOpenedAgain(Guid FirmId)
    {
        public const string Name = "rooms.room-opened.v1";
    }

    internal sealed record OpenRoom(Guid FirmId)
    {
        public const string Name = "rooms.open-room.v1";
    }

    internal sealed record RoomLeft(Guid FirmId)
    {
        public const string Name = "Architecture.RoomLeft";
    }

    internal sealed record WallPainted
    {
        public const string Name = "rooms.wall-painted.v1";
    }

    internal sealed record WallMoved(Guid FirmId)
    {
        public static string Name => "rooms.wall-moved.v1";
    }
}
